-- The layout, version 1. ${bytes} is the database's type for bytes.
-- The owner's domain stands first: owners are listed by domain.

CREATE TABLE stoa_stores (
  store VARCHAR(60) NOT NULL,
  shape VARCHAR(10) NOT NULL,
  version INT NOT NULL,
  PRIMARY KEY (store)
);

CREATE TABLE stoa_documents (
  store VARCHAR(60) NOT NULL,
  owner_domain VARCHAR(1023) NOT NULL,
  owner_local VARCHAR(1023) NOT NULL,
  version INT NOT NULL,
  revision BIGINT NOT NULL,
  body ${bytes} NOT NULL,
  PRIMARY KEY (store, owner_domain, owner_local)
);

CREATE TABLE stoa_items (
  store VARCHAR(60) NOT NULL,
  owner_domain VARCHAR(1023) NOT NULL,
  owner_local VARCHAR(1023) NOT NULL,
  item_key VARCHAR(3072) NOT NULL,
  version INT NOT NULL,
  revision BIGINT NOT NULL,
  body ${bytes} NOT NULL,
  PRIMARY KEY (store, owner_domain, owner_local, item_key)
);

-- happened: when an entry happened, in microseconds since 1970.
-- reached: the latest happened of this entry and all before it, so that it grows with id.
CREATE TABLE stoa_log (
  store VARCHAR(60) NOT NULL,
  owner_domain VARCHAR(1023) NOT NULL,
  owner_local VARCHAR(1023) NOT NULL,
  id BIGINT NOT NULL,
  happened BIGINT NOT NULL,
  reached BIGINT NOT NULL,
  party VARCHAR(2047) NOT NULL,
  party_resource VARCHAR(1024) NOT NULL,
  version INT NOT NULL,
  body ${bytes} NOT NULL,
  CONSTRAINT stoa_log_key PRIMARY KEY (store, owner_domain, owner_local, id)
);

CREATE INDEX stoa_log_party ON stoa_log (store, owner_domain, owner_local, party, id);

CREATE INDEX stoa_log_time ON stoa_log (store, owner_domain, owner_local, reached, id);

-- One row for each owner's log: the last id given, the latest time reached, and by how much an
-- entry was ever older than that.
CREATE TABLE stoa_log_heads (
  store VARCHAR(60) NOT NULL,
  owner_domain VARCHAR(1023) NOT NULL,
  owner_local VARCHAR(1023) NOT NULL,
  last_id BIGINT NOT NULL,
  reached BIGINT NOT NULL,
  lateness BIGINT NOT NULL,
  PRIMARY KEY (store, owner_domain, owner_local)
);
