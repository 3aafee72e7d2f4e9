package io.stoa.core.session;

import io.stoa.stanza.Stanza;

import org.jspecify.annotations.Nullable;

/**
 * A stanza that a client was or will be sent and has not acknowledged.
 *
 * @param stanza the stanza
 * @param size its bytes on the wire
 * @param millis when it was delivered
 * @param origin what it came of, if that is a stanza that its sender would send again after a crash
 */
record Unacked(Stanza stanza, int size, long millis, @Nullable Origin origin) {

    /**
     * A stanza of a client.
     *
     * @param id the tracking's id
     * @param number the stanza's place among those that the client has sent
     */
    record Origin(String id, long number) {}
}
