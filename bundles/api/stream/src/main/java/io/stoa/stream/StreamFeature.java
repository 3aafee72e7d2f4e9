package io.stoa.stream;

import io.stoa.xml.Element;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

/**
 * A feature negotiated on a stream (RFC 6120 §4.3). Several streams use it concurrently; for one
 * stream it is called on that stream's own virtual thread, where it may block.
 */
@ConsumerType
public interface StreamFeature {

    /** Returns what to show in {@code <stream:features/>}, empty when not at this point. */
    Optional<Element> advertise(Negotiation negotiation);

    /**
     * Returns the names of the elements that this feature answers. Before a resource is bound an iq
     * is matched by the name of its payload.
     */
    Set<QName> elements();

    /**
     * Negotiates, beginning with an element that the client has sent.
     *
     * @param element the nonza, or the iq whose payload has one of the names
     * @return how the stream goes on
     * @throws StreamException to close the stream with an error
     * @throws InterruptedException when the stream has ended
     */
    Next negotiate(Element element, Negotiation negotiation) throws InterruptedException;

    /** How a stream goes on after a negotiation step. */
    enum Next {
        /** As it is. */
        CONTINUE,
        /** The client opens the stream anew (RFC 6120 §4.3.3). */
        RESTART
    }
}
