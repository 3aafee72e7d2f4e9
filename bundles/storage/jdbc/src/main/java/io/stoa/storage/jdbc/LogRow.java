package io.stoa.storage.jdbc;

import io.stoa.jid.Jid;
import io.stoa.storage.jdbc.database.Sql;
import io.stoa.storage.jdbc.values.Body;

import java.sql.ResultSet;
import java.sql.SQLException;

/** An entry as a row of {@code stoa_entries} holds it; for the tag see {@link LogTag}. */
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

    /** Inserts this with the last id of its log. */
    Sql insert(LogHead head) {
        return Sql.of(
                        "INSERT INTO stoa_entries (log, id, happened, reached, tag, party,"
                                + " party_resource, version, body)")
                .values(
                        head.log(),
                        head.lastId(),
                        happened,
                        head.reached(),
                        tag,
                        with.bare().toString(),
                        Columns.marked(with.resource()),
                        body.version(),
                        body.bytes());
    }
}
