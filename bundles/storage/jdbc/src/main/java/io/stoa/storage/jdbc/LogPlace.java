package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;
import io.stoa.storage.jdbc.database.Sql;

/**
 * Where a log is.
 *
 * @param store the store
 * @param owner the owner
 */
record LogPlace(String store, BareJid owner) {

    /** Restricts a statement on {@code stoa_logs} to this log. */
    Sql where(Sql sql) {
        return Columns.where(sql, store, owner);
    }
}
