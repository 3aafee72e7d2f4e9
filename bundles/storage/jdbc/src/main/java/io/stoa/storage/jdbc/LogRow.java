package io.stoa.storage.jdbc;

import io.stoa.jid.Jid;

import java.sql.ResultSet;
import java.sql.SQLException;

/** An entry as a row of {@code stoa_log} holds it. */
record LogRow(long id, long happened, Jid with, Body body) {

    static final String COLUMNS = "id, happened, party, party_resource, version, body";

    /** Reads a row of {@link #COLUMNS}. */
    static LogRow read(ResultSet row) throws SQLException {
        return new LogRow(
                row.getLong(1),
                row.getLong(2),
                Columns.party(row, 3, 4),
                new Body(row.getInt(5), row.getBytes(6)));
    }
}
