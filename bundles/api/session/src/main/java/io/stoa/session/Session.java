package io.stoa.session;

import io.stoa.jid.FullJid;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StreamError;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Instant;
import java.util.Optional;

/**
 * A connected resource of a local account (RFC 6120 §7). Thread-safe: it may be used from any
 * thread, and the order of calls to {@link #deliver} is the order on the wire (RFC 6120 §10.1).
 */
@ProviderType
public interface Session {

    /** Returns the full JID that was bound. */
    FullJid address();

    /**
     * Returns the presence that the client last broadcast, empty until its initial presence and
     * after it became unavailable (RFC 6121 §4.2, §4.5).
     */
    Optional<Presence> presence();

    /** Tells whether the resource is available with a priority that is not negative. */
    default boolean interested() {
        return presence().filter(presence -> presence.priority() >= 0).isPresent();
    }

    /**
     * Sends a stanza to the client. Never blocks; a client that reads too slowly loses its stream
     * instead (RFC 6120 §4.9.3.14).
     */
    void deliver(Stanza stanza);

    /**
     * Sends a stanza that comes out of a store, and keeps a value that tells how far the store was
     * emptied, both at once: what survives a crash of the session has both or neither (see {@link
     * #settle}).
     *
     * @param cause what the stanza came of when it was stored ({@link Trackings#cause}): if that
     *     comes again after a crash, the session is not given the same stanza again
     */
    default <T> void deliver(Stanza stanza, String cause, Key<T> key, T value) {
        deliver(stanza);
        put(key, value);
    }

    /**
     * Waits until what was delivered so far is no longer the caller's to keep: when the stream
     * alone carries it, as soon as the transport has passed it on to the system; when the client's
     * acknowledgement is awaited (XEP-0198), as soon as the server's own record of that would
     * survive a crash. May block, for some seconds at most; for those who keep stanzas in a store
     * of theirs until they are delivered.
     *
     * @return false when that has not come to pass: the client reads too slowly, or is gone
     */
    default boolean settle() {
        return true;
    }

    /**
     * Tells whether the client may send again what the server had handled in part when it crashed
     * (XEP-0198 §5): whoever keeps something for each stanza then looks whether it is kept already.
     */
    default boolean repeats() {
        return false;
    }

    /**
     * Takes notice that something of what the client sends was not kept yet, which would be if the
     * stanza had come before the crash: it is new, and so is everything behind it.
     */
    default void repeatsNoMore() {}

    /** Tells whether the session has no stream now and waits to be resumed. */
    default boolean detached() {
        return false;
    }

    /** Lets every {@link DeliveryFilter} send on what it holds back, in order. */
    default void flush() {}

    /** Closes the stream with an error, and the session with it. Never blocks. */
    void close(StreamError reason);

    /** Returns when the resource was bound. */
    Instant since();

    /** Tells whether TLS protects the stream that carries the session. */
    boolean encrypted();

    /**
     * Returns the transport's description of the peer for people, such as {@code tls 127.0.0.1}.
     */
    String origin();

    /** Returns what a feature has put here, empty when nothing was. */
    <T> Optional<T> get(Key<T> key);

    /**
     * Keeps a value for the life of the session. Only types of the JDK and of {@code io.stoa} model
     * packages may be kept, for a class of a feature would hold its class loader after the feature
     * has gone.
     */
    <T> void put(Key<T> key, T value);

    /** Forgets what was kept under a key. */
    void remove(Key<?> key);

    /**
     * Names a value kept on a session.
     *
     * @param name a name that starts with the feature's own, such as {@code im.roster.interested}
     * @param type the value's class
     */
    record Key<T>(String name, Class<T> type) {}
}
