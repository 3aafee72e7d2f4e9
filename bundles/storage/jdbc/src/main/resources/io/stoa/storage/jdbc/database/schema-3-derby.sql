-- Derby reads an index in one direction only; paging backwards needs its own.
CREATE UNIQUE INDEX stoa_entries_back ON stoa_entries (log, id DESC);

CREATE INDEX stoa_entries_party_back ON stoa_entries (log, party, id DESC);

CREATE INDEX stoa_entries_tag ON stoa_entries (log, tag, id DESC);

INSERT INTO stoa_logs (store, owner_domain, owner_local, log, last_id, reached, lateness)
  SELECT store, owner_domain, owner_local, ROW_NUMBER() OVER (), last_id, reached, lateness
  FROM stoa_log_heads;

INSERT INTO stoa_entries
    (log, id, happened, reached, tag, party, party_resource, version, body)
  SELECT l.log, e.id, e.happened, e.reached, e.tag, e.party, e.party_resource, e.version,
    e.body
  FROM stoa_log e JOIN stoa_logs l
    ON e.store = l.store AND e.owner_domain = l.owner_domain AND e.owner_local = l.owner_local;

DROP TABLE stoa_log;

DROP TABLE stoa_log_heads;
