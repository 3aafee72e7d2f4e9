package io.stoa.core.session;

import io.stoa.core.session.backlog.Unacked;
import io.stoa.core.session.backlog.Unacked.Origin;
import io.stoa.core.session.backlog.Waiting;
import io.stoa.jid.FullJid;
import io.stoa.session.Tracking;
import io.stoa.stanza.Presence;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the journal learns of a session at a time.
 *
 * @param id the tracking's id
 * @param head who it is, when the journal does not know or shall forget what it knew
 * @param state what a feature or the client has said of it, when that has changed
 * @param acknowledged how many stanzas the client has acknowledged
 * @param first the number of the first stanza that is new
 * @param added the stanzas that are new
 * @param waiting what is new of the stanzas that a filter holds back
 * @param lost when the stream was lost, 0 while there is one
 */
record Saved(
        String id,
        Optional<Head> head,
        Optional<State> state,
        long acknowledged,
        long first,
        List<Unacked> added,
        Waiting.News waiting,
        long lost) {

    /**
     * Who a session is.
     *
     * @param done what was delivered of stanzas that are not handled completely
     */
    record Head(FullJid address, long since, Tracking.Terms terms, Map<Origin, Integer> done) {

        static Head of(Track track) {
            return new Head(
                    track.bound().address(),
                    track.bound().since().toEpochMilli(),
                    track.terms(),
                    track.repeats());
        }
    }

    /** What is kept with a session. */
    record State(Optional<Presence> presence, Map<String, Object> values) {

        static State of(BoundSession session) {
            return new State(session.presence(), Map.copyOf(session.values()));
        }
    }

    /** Roughly how many bytes one has of which there is little to say. */
    static final int BYTES = 500;

    /** Roughly how many bytes it will have. */
    int bytes() {
        int bytes = BYTES;
        for (Unacked unacked : added) {
            bytes += unacked.size() + 80;
        }
        for (Unacked unacked : waiting.come().values()) {
            bytes += unacked.size() + 80;
        }
        return bytes;
    }

    /**
     * A session that somebody was told of and that cannot be resumed: after a crash those must
     * learn that it is gone.
     */
    record Passing(FullJid address, long since, State state) {

        static Passing of(BoundSession session) {
            return new Passing(
                    session.address(), session.since().toEpochMilli(), State.of(session));
        }

        /** No two sessions have one. */
        String name() {
            return name(address, since);
        }

        static String name(BoundSession session) {
            return name(session.address(), session.since().toEpochMilli());
        }

        static String name(Head head) {
            return name(head.address(), head.since());
        }

        static String name(FullJid address, long since) {
            return since + " " + address;
        }
    }

    /**
     * What one commit makes durable.
     *
     * @param sessions what is new of sessions
     * @param handled how many of a client's stanzas were handled, by the tracking's id
     * @param ended sessions that have ended
     * @param passing what is new of sessions that cannot be resumed
     * @param passed the names of those of them that have ended
     */
    record Batch(
            List<Saved> sessions,
            Map<String, Long> handled,
            List<Tombs.Tomb> ended,
            List<Passing> passing,
            List<String> passed) {}
}
