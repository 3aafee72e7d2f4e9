package io.stoa.jid;

/** A set of ASCII characters in two words: the fast paths ask it once per character. */
record Ascii(long low, long high) {

    static Ascii of(String characters) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (c < 64) {
                low |= 1L << c;
            } else {
                high |= 1L << (c - 64);
            }
        }
        return new Ascii(low, high);
    }

    /** The characters from {@code first} to {@code last}. */
    static Ascii range(char first, char last) {
        StringBuilder characters = new StringBuilder();
        for (char c = first; c <= last; c++) {
            characters.append(c);
        }
        return of(characters.toString());
    }

    Ascii or(Ascii other) {
        return new Ascii(low | other.low, high | other.high);
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
