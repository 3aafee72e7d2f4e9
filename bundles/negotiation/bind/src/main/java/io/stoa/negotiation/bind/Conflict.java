package io.stoa.negotiation.bind;

/** What happens when a resource is taken (RFC 6120 §7.7.2.2). */
enum Conflict {
    /** The older stream is closed. */
    REPLACE,
    /** The newer one gets an error. */
    REFUSE,
    /** The newer one gets another resource. */
    RENAME;

    static Conflict of(String configured) {
        return switch (configured) {
            case "replace" -> REPLACE;
            case "refuse" -> REFUSE;
            case "rename" -> RENAME;
            default ->
                    throw new IllegalArgumentException(
                            "io.stoa.negotiation.bind:conflict is “"
                                    + configured
                                    + "”; set it to replace, refuse or rename");
        };
    }
}
