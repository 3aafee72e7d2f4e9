package io.stoa.commands;

import java.util.Locale;

/** What a client wants of a session (XEP-0050 §4.1). */
enum Action {
    EXECUTE,
    CANCEL,
    PREV,
    NEXT,
    COMPLETE;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the attribute, whose default is {@code execute}. */
    static Action of(String wire) {
        if (wire.isEmpty()) {
            return EXECUTE;
        }
        for (Action action : values()) {
            if (action.wire().equals(wire)) {
                return action;
            }
        }
        throw Replies.malformedAction(wire);
    }
}
