-- Version 2: entries can be found again by a tag (0 for none), which stands for the other party, too.

ALTER TABLE stoa_log ADD COLUMN tag BIGINT DEFAULT 0 NOT NULL;

CREATE INDEX stoa_log_tag ON stoa_log (store, owner_domain, owner_local, tag, id DESC);
