-- Derby reads an index in one direction only; paging backwards needs its own.
CREATE UNIQUE INDEX stoa_log_back ON stoa_log (store, owner_domain, owner_local, id DESC);

CREATE INDEX stoa_log_party_back ON stoa_log (store, owner_domain, owner_local, party, id DESC);

-- Derby's own are 20 and 60 seconds. A transaction here takes milliseconds.
CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.locks.deadlockTimeout', '2');

CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.locks.waitTimeout', '10');
