-- Version 3: a log has a number, which stands in its entries instead of the store and the owner.
-- That makes the indexes of the entries small.

-- One row for each owner's log: its number, the last id given, the latest time reached, and by how
-- much an entry was ever older than that.
CREATE TABLE stoa_logs (
  store VARCHAR(60)${exact} NOT NULL,
  owner_domain VARCHAR(1023)${exact} NOT NULL,
  owner_local VARCHAR(1023)${exact} NOT NULL,
  log BIGINT NOT NULL,
  last_id BIGINT NOT NULL,
  reached BIGINT NOT NULL,
  lateness BIGINT NOT NULL,
  PRIMARY KEY (store, owner_domain, owner_local),
  CONSTRAINT stoa_logs_number UNIQUE (log)
);

-- happened: when an entry happened, in microseconds since 1970.
-- reached: the latest happened of this entry and all before it, so that it grows with id.
-- tag: by what an entry can be found again, 0 for nothing; it stands for the other party, too.
CREATE TABLE stoa_entries (
  log BIGINT NOT NULL,
  id BIGINT NOT NULL,
  happened BIGINT NOT NULL,
  reached BIGINT NOT NULL,
  tag BIGINT NOT NULL,
  party VARCHAR(2047)${exact} NOT NULL,
  party_resource VARCHAR(1024)${exact} NOT NULL,
  version INT NOT NULL,
  body ${bytes} NOT NULL,
  CONSTRAINT stoa_entries_key PRIMARY KEY (log, id)
);

CREATE INDEX stoa_entries_party ON stoa_entries (log, party, id);

CREATE INDEX stoa_entries_time ON stoa_entries (log, reached, id);
