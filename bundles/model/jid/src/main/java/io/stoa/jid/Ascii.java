package io.stoa.jid;

/** A set of ASCII characters in two words: the fast paths ask it once per character. */
record Ascii(long low, long high) {

    /** The characters from {@code first} to {@code last}. */
    static Ascii range(char first, char last) {
        Ascii set = new Ascii(0, 0);
        for (char c = first; c <= last; c++) {
            set = set.and(String.valueOf(c));
        }
        return set;
    }

    Ascii and(String characters) {
        long newLow = low;
        long newHigh = high;
        for (char c : characters.toCharArray()) {
            newLow |= c < 64 ? 1L << c : 0;
            newHigh |= c < 64 ? 0 : 1L << (c - 64);
        }
        return new Ascii(newLow, newHigh);
    }

    Ascii without(Ascii other) {
        return new Ascii(low & ~other.low, high & ~other.high);
    }

    boolean contains(int c) {
        return c < 128 && ((c < 64 ? low >>> c : high >>> (c - 64)) & 1) != 0;
    }

    boolean containsAll(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!contains(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
