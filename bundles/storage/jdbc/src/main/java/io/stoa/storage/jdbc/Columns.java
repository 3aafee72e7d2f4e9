package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.storage.jdbc.database.Sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** How owners, other parties and free texts become columns. Stateless. */
final class Columns {

    /**
     * In SQL a text equals itself with blanks behind it ({@code PAD SPACE}), so every free text
     * gets an end mark: the lowest character that databases take, which also keeps the order.
     */
    private static final char END = '\u0001';

    private Columns() {}

    /** Restricts a statement to the rows of an owner in a store. */
    static Sql where(Sql sql, String store, BareJid owner) {
        return sql.and(
                " WHERE store = ? AND owner_domain = ? AND owner_local = ?",
                store,
                owner.domain(),
                owner.local());
    }

    /** Returns what the column of a free text holds. */
    static String marked(String text) {
        return text + END;
    }

    /** Returns the free text that a column holds. */
    static String unmarked(String column) {
        return column.substring(0, column.length() - 1);
    }

    /** Reads the address whose bare form and resourcepart stand in two columns. */
    static Jid party(ResultSet row, int bare, int resource) throws SQLException {
        BareJid address = BareJid.parse(row.getString(bare));
        String part = unmarked(row.getString(resource));
        return part.isEmpty() ? address : address.with(part);
    }
}
