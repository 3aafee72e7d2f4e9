package io.stoa.bus;

import io.stoa.jid.FullJid;
import io.stoa.session.Session;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Duration;
import java.time.Instant;

/** Carries stanzas along the one documented path. Thread-safe. */
@ProviderType
public interface StanzaBus {

    /**
     * Sends a stanza of the server's own, or of a service, or in the name of an account (it then
     * passes the GUARD stage of its sender). Inside a leg use {@link Context#send}.
     *
     * @throws IllegalStateException when called inside a leg
     */
    void send(Stanza stanza);

    /**
     * Sends a message in the name of an account as if one of its clients had sent it: it passes the
     * whole SENT leg, so that it is archived and copied to the account's clients.
     *
     * @param message from a bare JID of ours, with {@code to}
     * @throws IllegalStateException when called inside a leg
     */
    default void submit(Message message) {
        send(message);
    }

    /**
     * Sends a request and waits for the response, on a thread of the caller's that may block.
     *
     * @param request with {@code from} and {@code to}; the id is replaced
     * @param patience how long to wait; after that an error {@code remote-server-timeout} is
     *     returned
     * @throws IllegalStateException when called inside a leg
     * @throws InterruptedException when the waiting thread is interrupted
     */
    IqResponse request(IqRequest request, Duration patience) throws InterruptedException;

    /**
     * Takes care of a stanza that a session was given and its client never confirmed, as of one to
     * a resource that is not there (RFC 6121 §8.5.3.2): it has passed all stages before. For {@code
     * core/session} only.
     *
     * @param delivered when the session was given it
     * @throws IllegalStateException when called inside a leg
     */
    default void undelivered(Stanza stanza, FullJid resource, Instant delivered) {
        send(stanza);
    }

    /** Begins the passage of a stanza that a client sent; for {@code core/stream} only. */
    Passage passage(Stanza stanza, Session session);
}
