-- Derby reads an index in one direction only; paging backwards needs its own.
CREATE UNIQUE INDEX stoa_log_back ON stoa_log (store, owner_domain, owner_local, id DESC);

CREATE INDEX stoa_log_party_back ON stoa_log (store, owner_domain, owner_local, party, id DESC);
