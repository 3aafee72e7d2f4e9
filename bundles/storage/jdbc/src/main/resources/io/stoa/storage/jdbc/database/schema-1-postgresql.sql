-- An index row of PostgreSQL has 2704 bytes at most, fewer than the longest keys. So the index
-- holds the head of the key, which is in the order of the keys, and a hash of the rest.
CREATE UNIQUE INDEX stoa_items_key ON stoa_items (store, owner_domain, owner_local,
  left(item_key, 100), sha256(replace(substr(item_key, 101), '\', '\\')::bytea));
