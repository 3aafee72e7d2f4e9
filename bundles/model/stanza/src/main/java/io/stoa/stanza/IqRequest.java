package io.stoa.stanza;

import io.stoa.jid.Jid;
import io.stoa.xml.Element;

/** An iq of type get or set (RFC 6120 §8.2.3). Immutable and thread-safe. */
public sealed interface IqRequest extends Iq permits IqGet, IqSet {

    /** Returns the one payload. */
    Element payload();

    /** Returns the result of this request, addresses swapped, with the payloads given. */
    IqResponse result(Element... payload);

    /** Returns the error that answers this request, addresses swapped. */
    IqResponse error(StanzaError error);

    /** Returns the error of a condition's usual type that answers this request. */
    default IqResponse error(Condition condition) {
        return error(StanzaError.of(condition));
    }

    @Override
    IqRequest withFrom(Jid from);

    @Override
    IqRequest withTo(Jid to);

    @Override
    IqRequest withId(String id);
}
