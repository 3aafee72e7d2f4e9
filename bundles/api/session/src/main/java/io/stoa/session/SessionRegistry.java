package io.stoa.session;

import io.stoa.jid.FullJid;
import io.stoa.stanza.Presence;
import io.stoa.xml.Element;

import org.osgi.annotation.versioning.ProviderType;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Opens and ends sessions; for {@code core/stream} and {@code core/bus} only, features use {@link
 * Sessions}. Thread-safe.
 */
@ProviderType
public interface SessionRegistry extends Sessions {

    /**
     * Makes a session for a resource that is free.
     *
     * @param address the full JID to bind
     * @param outlet where stanzas for the client go
     * @throws io.stoa.stanza.StanzaException with {@code conflict} when the address is taken, and
     *     {@code resource-constraint} when the account has as many sessions as it may have (RFC
     *     6120 §7.6.2, §7.7.2.1)
     */
    Session open(FullJid address, Outlet outlet);

    /** Records the presence that a client broadcast (RFC 6121 §4.2–4.5). */
    void presence(Session session, Presence presence);

    /**
     * Carries a stanza that the client has sent, and counts it when it is handled completely.
     *
     * @param carry goes on with it and tells whether it is handled completely
     * @return what {@code carry} told
     */
    boolean handling(Session session, BooleanSupplier carry);

    /**
     * Takes notice that a stream has been lost, not closed.
     *
     * @param outlet the stream
     * @return whether the session goes on: without a stream until it is resumed or its time is up,
     *     or because another stream has taken it over; false: the caller ends it
     */
    boolean detach(Session session, Outlet outlet);

    /**
     * Lets a session go on with another stream: an answer is written, then what the client has not
     * acknowledged. A stream that still carries the session is closed with {@code conflict}. May
     * block.
     *
     * @return false when the session has ended meanwhile
     */
    boolean attach(Tracking tracking, Outlet outlet, Function<Tracking, Element> answer);

    /**
     * Asks a client from which nothing was heard whether it is still there.
     *
     * @return true when it was asked; empty when the session is not tracked; false when the client
     *     has not answered the last question
     */
    Optional<Boolean> ask(Session session);

    /** Ends a session: it is no longer found, and listeners are told. Idempotent. */
    void close(Session session);
}
