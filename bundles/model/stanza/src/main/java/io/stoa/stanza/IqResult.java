package io.stoa.stanza;

import java.util.List;
import java.util.Optional;

/** An iq of type result (RFC 6120 §8.2.3). Immutable and thread-safe. */
public non-sealed interface IqResult extends IqResponse {

    /** Makes an empty result without addresses. */
    static IqResult of(String id) {
        return new IqResultStanza(
                new Envelope(Optional.empty(), Optional.empty(), id, "", List.of()));
    }
}
