-- The layout, version 1. ${bytes} is the database's type for bytes; ${exact} follows the type of
-- a text, where the database would else compare by the rules of some language.
-- The owner's domain stands first: owners are listed by domain.

CREATE TABLE stoa_stores (
  store VARCHAR(60)${exact} NOT NULL,
  shape VARCHAR(10)${exact} NOT NULL,
  version INT NOT NULL,
  PRIMARY KEY (store)
);

CREATE TABLE stoa_documents (
  store VARCHAR(60)${exact} NOT NULL,
  owner_domain VARCHAR(1023)${exact} NOT NULL,
  owner_local VARCHAR(1023)${exact} NOT NULL,
  version INT NOT NULL,
  revision BIGINT NOT NULL,
  body ${bytes} NOT NULL,
  PRIMARY KEY (store, owner_domain, owner_local)
);

-- What makes the key unique is the dialect's: not every database has an index for so long a key.
CREATE TABLE stoa_items (
  store VARCHAR(60)${exact} NOT NULL,
  owner_domain VARCHAR(1023)${exact} NOT NULL,
  owner_local VARCHAR(1023)${exact} NOT NULL,
  item_key VARCHAR(3072)${exact} NOT NULL,
  version INT NOT NULL,
  revision BIGINT NOT NULL,
  body ${bytes} NOT NULL
);
