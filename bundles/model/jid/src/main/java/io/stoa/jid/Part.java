package io.stoa.jid;

/** What is prepared, with what all parts have in common: their size and how they are refused. */
enum Part {
    LOCAL("localpart", Part.MAX_OCTETS * 3 / 2),
    DOMAIN("domainpart", Part.MAX_OCTETS * 3),
    RESOURCE("resourcepart", Part.MAX_OCTETS * 3 / 2),
    NICKNAME("nickname", Part.MAX_OCTETS);

    /** RFC 7622 §3.2 to §3.4: octets of a prepared part in UTF-8. */
    private static final int MAX_OCTETS = 1023;

    private final String word;

    /**
     * Characters of what can be prepared to 1023 octets at all: composition makes two octets of
     * three characters at best, an A-label with its dot three octets of eight. For nicknames it is
     * a choice.
     */
    private final int maxRaw;

    Part(String word, int maxRaw) {
        this.word = word;
        this.maxRaw = maxRaw;
    }

    JidException refuse(String reason) {
        return new JidException(word, reason);
    }

    /** Refuses what cannot become valid by its size alone, before anything costly is done. */
    void checkRaw(String raw) {
        if (raw.isEmpty()) {
            throw refuse("is empty");
        }
        if (raw.length() > maxRaw) {
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
