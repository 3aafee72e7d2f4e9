-- Most entries of most logs have no tag.
CREATE INDEX stoa_entries_tag ON stoa_entries (log, tag, id) WHERE tag <> 0;

-- Room beside each row, so that an append can change its log's row in place.
ALTER TABLE stoa_logs SET (fillfactor = 60);
