package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Sql;
import io.stoa.storage.jdbc.database.Stretch;

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
    static Sql find(Dialect dialect, LogHead head, BareJid with, String tag) {
        Stretch stretch =
                Stretch.of("id", 0, Long.MAX_VALUE).in("log", head.log()).in("tag", of(with, tag));
        String through = dialect.through("index=STOA_ENTRIES_TAG");
        Sql sql = Sql.of("SELECT " + LogRow.COLUMNS + " FROM stoa_entries" + through);
        // tags that differ may have the same digest; "" has none and is never found
        return dialect.within(sql, stretch)
                .and(" AND tag <> 0 AND party = ?", with.toString())
                .and(" ORDER BY " + dialect.order(stretch, true) + " FETCH FIRST 1 ROWS ONLY");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
