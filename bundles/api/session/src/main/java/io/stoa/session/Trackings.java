package io.stoa.session;

import io.stoa.jid.BareJid;
import io.stoa.xml.Element;

import org.osgi.annotation.versioning.ProviderType;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Counts what sessions send and get, for a protocol that makes use of it. Thread-safe. */
@ProviderType
public interface Trackings {

    /**
     * Begins to count, with zero in both directions.
     *
     * @param session the session, which is not tracked yet
     * @param terms what is agreed
     * @param answer makes what is written at the point from which on stanzas to the client count
     * @return empty when the session is tracked already, or has ended
     */
    Optional<Tracking> begin(
            Session session, Tracking.Terms terms, Function<Tracking, Element> answer);

    /** Returns a session's tracking, empty when it is not tracked. */
    Optional<Tracking> of(Session session);

    /** Finds a session of an account that may be resumed, whether it has a stream or not. */
    Optional<Tracking> find(BareJid account, String id);

    /** Returns how many stanzas were handled in a session that has ended, while that is known. */
    OptionalLong ended(BareJid account, String id);

    /**
     * Names what the calling thread carries, if that would come again after a crash: a stanza whose
     * client has not been told that it was handled. Whoever keeps something because of it keeps the
     * name with it, and finds it by that.
     *
     * @return a text without a meaning of its own, the same when it comes again; "" when it would
     *     not
     */
    default String cause() {
        return "";
    }
}
