ALTER TABLE stoa_items ADD PRIMARY KEY (store, owner_domain, owner_local, item_key);

-- The logs until version 3.
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

CREATE TABLE stoa_log_heads (
  store VARCHAR(60) NOT NULL,
  owner_domain VARCHAR(1023) NOT NULL,
  owner_local VARCHAR(1023) NOT NULL,
  last_id BIGINT NOT NULL,
  reached BIGINT NOT NULL,
  lateness BIGINT NOT NULL,
  PRIMARY KEY (store, owner_domain, owner_local)
);
