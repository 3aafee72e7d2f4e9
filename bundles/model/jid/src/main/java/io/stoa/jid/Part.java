package io.stoa.jid;

/** What is prepared, with what all parts have in common: their size and how they are refused. */
enum Part {
    LOCAL("localpart"),
    DOMAIN("domainpart"),
    RESOURCE("resourcepart"),
    NICKNAME("nickname");

    /** RFC 7622 §3.2 to §3.4: octets of a prepared part in UTF-8. */
    static final int MAX_OCTETS = 1023;

    /**
     * Characters of a raw part. Composition puts at most three characters into one of two octets,
     * and Punycode no more than that into one, so nothing longer can be prepared to 1023 octets.
     */
    private static final int MAX_RAW = 3 * MAX_OCTETS;

    private final String word;

    Part(String word) {
        this.word = word;
    }

    JidException refuse(String reason) {
        return new JidException(word, reason);
    }

    /** Refuses what cannot become valid by its size alone, before anything costly is done. */
    void checkRaw(String raw) {
        if (raw.isEmpty()) {
            throw refuse("is empty");
        }
        if (raw.length() > MAX_RAW) {
            throw tooLong();
        }
    }

    /** The prepared part, when it is 1 to 1023 octets long. */
    String checked(String prepared) {
        if (prepared.isEmpty()) {
            throw refuse("is empty once prepared");
        }
        if (octets(prepared) > MAX_OCTETS) {
            throw tooLong();
        }
        return prepared;
    }

    private JidException tooLong() {
        return refuse("is longer than " + MAX_OCTETS + " octets");
    }

    /** Octets in UTF-8; a surrogate counts two, half of its pair. */
    private static int octets(String text) {
        int octets = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                octets++;
            } else {
                octets += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return octets;
    }
}
