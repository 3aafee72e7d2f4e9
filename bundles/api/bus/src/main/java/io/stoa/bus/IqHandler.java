package io.stoa.bus;

import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.StanzaException;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Answers iq requests; its component declares which with {@link HandlesIq}. The bus calls it for
 * one request of an account at a time; requests of different accounts come concurrently.
 */
@ConsumerType
public interface IqHandler {

    /**
     * Answers a request (RFC 6120 §8.2.3).
     *
     * @param request the request; {@code from} is always present and true
     * @param context the passage
     * @return the one response
     * @throws StanzaException to answer with an error
     */
    IqResponse handle(IqRequest request, Context context);
}
