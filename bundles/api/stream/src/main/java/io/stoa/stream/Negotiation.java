package io.stoa.stream;

import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.Tracking;
import io.stoa.xml.Element;

import org.osgi.annotation.versioning.ProviderType;

import java.util.Optional;
import java.util.function.Function;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/** A stream as its features see it (RFC 6120 §4). Used on the stream's own thread only. */
@ProviderType
public interface Negotiation {

    /** Returns how the stream came. */
    Entry entry();

    /** Returns the domain that the client addressed in the stream header (§4.7.2). */
    String domain();

    /** Returns the stream id (§4.7.3); a new one after every restart. */
    String streamId();

    /** Returns the {@code xml:lang} of the client's header, "" when absent (§4.7.4). */
    String lang();

    /** Returns the peer's IP address as text, without a port; for limits and logs. */
    String peer();

    /**
     * Waits for the client's next element.
     *
     * @throws InterruptedException when the stream has ended
     */
    Element read() throws InterruptedException;

    /** Sends an element. */
    void write(Element element);

    /**
     * Sends a last element in clear and starts TLS after it (§5.4.3.3). What the client had sent
     * before it saw the answer is refused.
     *
     * @throws StreamException when there was such a surplus
     */
    void secure(SSLContext tls, Element lastInClear);

    /** Tells whether TLS protects the stream. */
    boolean secured();

    /** Returns the TLS session, empty when there is none or TLS ends elsewhere. */
    Optional<SSLSession> tls();

    /** Records who has authenticated (§6.4.6). */
    void authenticated(BareJid account);

    /** Returns who has authenticated, empty before. */
    Optional<BareJid> account();

    /**
     * Binds a resource (§7).
     *
     * @param resource the resourcepart, prepared
     * @throws io.stoa.stanza.StanzaException with {@code conflict} or {@code resource-constraint}
     */
    Session bind(String resource);

    /**
     * Continues an account's session whose stream was lost; no resource is bound then.
     *
     * @param tracking the session's tracking
     * @param answer makes what is written before anything else
     * @return false when the session has ended meanwhile; the stream may still bind a resource
     */
    boolean resume(Tracking tracking, Function<Tracking, Element> answer);

    /** Returns how many bytes an element may have that the client sends at this point. */
    int elementBytes();

    /** Returns the session, empty before a resource is bound. */
    Optional<Session> session();
}
