package io.stoa.stanza;

import io.stoa.jid.Jid;

/** An iq of type result or error (RFC 6120 §8.2.3). Immutable and thread-safe. */
public sealed interface IqResponse extends Iq permits IqResult, IqError {

    @Override
    IqResponse withFrom(Jid from);

    @Override
    IqResponse withTo(Jid to);
}
