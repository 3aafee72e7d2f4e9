package io.stoa.storage.jdbc;

import io.stoa.jid.Jid;

import java.sql.ResultSet;
import java.sql.SQLException;

/** An entry as a row of {@code stoa_log} holds it; for the tag see {@link LogTag}. */
record LogRow(long id, long happened, long tag, Jid with, Body body) {

    static final String COLUMNS = "id, happened, tag, party, party_resource, version, body";

    /** Reads a row of {@link #COLUMNS}. */
    static LogRow read(ResultSet row) throws SQLException {
        return new LogRow(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                Columns.party(row, 4, 5),
                new Body(row.getInt(6), row.getBytes(7)));
    }
}
