package io.stoa.im.presence;

import java.util.regex.Pattern;

/** The text of a {@code <priority/>} (RFC 6121 §4.7.2.3). Stateless. */
final class PriorityText {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,3}");

    private PriorityText() {}

    static boolean valid(String text) {
        String number = text.strip();
        if (!NUMBER.matcher(number).matches()) {
            return false;
        }
        int value = Integer.parseInt(number);
        return value >= -128 && value <= 127;
    }
}
