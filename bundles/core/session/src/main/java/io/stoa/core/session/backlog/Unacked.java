package io.stoa.core.session.backlog;

import io.stoa.stanza.Stanza;

import org.jspecify.annotations.Nullable;

/**
 * A stanza that a client was or will be sent and has not acknowledged.
 *
 * @param stanza the stanza
 * @param size its bytes on the wire
 * @param millis when it was delivered
 * @param origin what it came of, if that would come again after a crash
 */
public record Unacked(Stanza stanza, int size, long millis, @Nullable Origin origin) {

    /**
     * What would come again after a crash: a stanza that a client has sent and that was not handled
     * completely, or one that a session has left behind at its end.
     *
     * @param id the tracking's id
     * @param number the stanza's place among those that the client has sent; less than 0: its place
     *     among those that the client was sent
     */
    public record Origin(String id, long number) {

        /** Returns its name for others. */
        public String text() {
            return number + " " + id;
        }

        /** Returns what has a name; null for "". */
        public static @Nullable Origin of(String text) {
            int blank = text.indexOf(' ');
            return blank < 0
                    ? null
                    : new Origin(
                            text.substring(blank + 1), Long.parseLong(text.substring(0, blank)));
        }

        /** Tells whether it will not come again when so many of the client's were handled. */
        public boolean handledBy(long count) {
            return number > 0 && number <= count;
        }
    }
}
