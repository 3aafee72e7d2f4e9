package io.stoa.service.gatewayirc.wire;

import java.util.Locale;

/**
 * Which names of channels and people are the same for a server: its {@code CASEMAPPING} in answer
 * 005. Letters beyond ASCII are not folded by any of them.
 */
public enum CaseMapping {

    /** A to Z. */
    ASCII('Z'),

    /** RFC 1459 §2.2, and {@code ~} and {@code ^} as servers have it: also {@code []\^}. */
    RFC1459('^'),

    /** RFC 1459 §2.2 to the letter: also {@code []\}. */
    STRICT_RFC1459(']');

    // in ASCII the small form of each is so much further on
    private static final int APART = 'a' - 'A';

    private final char last;

    CaseMapping(char last) {
        this.last = last;
    }

    /** Reads the server's word; what we do not know folds letters, as all of them do. */
    public static CaseMapping of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "rfc1459" -> RFC1459;
            case "strict-rfc1459" -> STRICT_RFC1459;
            default -> ASCII;
        };
    }

    /** As {@link #of} reads it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The small form of a name: those of names that are the same are equal. */
    public String folded(String name) {
        StringBuilder folded = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= last) {
                folded.setCharAt(i, (char) (c + APART));
            }
        }
        return folded.toString();
    }
}
