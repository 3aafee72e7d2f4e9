package io.stoa.stanza;

import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/** An iq of type get: a question (RFC 6120 §8.2.3). Immutable and thread-safe. */
public non-sealed interface IqGet extends IqRequest {

    /** Makes a request without addresses. */
    static IqGet of(String id, Element payload) {
        return new IqGetStanza(
                new Envelope(Optional.empty(), Optional.empty(), id, "", List.of(payload)));
    }
}
