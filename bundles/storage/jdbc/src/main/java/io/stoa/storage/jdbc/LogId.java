package io.stoa.storage.jdbc;

import java.util.HexFormat;
import java.util.Optional;

/** Ids of entries: 16 hexadecimal digits, so that their order is that of the numbers. Stateless. */
final class LogId {

    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGITS = 16;

    private LogId() {}

    static String text(long id) {
        return HEX.toHexDigits(id);
    }

    /** Reads an id; empty for a text that never was one. */
    static Optional<Long> parse(String text) {
        if (text.length() != DIGITS || !text.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        long id = HexFormat.fromHexDigitsToLong(text);
        return id > 0 && text(id).equals(text) ? Optional.of(id) : Optional.empty();
    }
}
