package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The tags of entries as a column holds them: 64 bits of a digest over the other party and the tag,
 * so that an index of them is narrow however long a peer makes its texts. Stateless.
 */
final class LogTag {

    private static final long NONE = 0;

    private LogTag() {}

    static long of(BareJid with, String tag) {
        if (tag.isEmpty()) {
            return NONE;
        }
        // no address has a line feed: the two texts cannot run into each other
        byte[] text = (with + "\n" + tag).getBytes(StandardCharsets.UTF_8);
        long number = ByteBuffer.wrap(sha256().digest(text)).getLong();
        return number == NONE ? 1 : number;
    }

    /** Selects the newest row of a party and a tag. */
    static Sql find(Dialect dialect, String store, BareJid owner, BareJid with, String tag) {
        long number = of(with, tag);
        Sql sql =
                Columns.where(
                        Sql.of(
                                "SELECT "
                                        + LogRow.COLUMNS
                                        + " FROM stoa_log"
                                        + dialect.through("index=STOA_LOG_TAG")),
                        store,
                        owner);
        // tags that differ may have the same digest; "" has none and is never found
        return sql.and(
                " AND tag = ? AND tag <> ? AND party = ? ORDER BY id DESC FETCH FIRST 1 ROWS ONLY",
                number,
                NONE,
                with.toString());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
