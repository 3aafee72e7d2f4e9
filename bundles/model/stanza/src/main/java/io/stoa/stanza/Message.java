package io.stoa.stanza;

import io.stoa.jid.Jid;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.List;
import java.util.Optional;

/** A message stanza (RFC 6120 §8.2.1, RFC 6121 §5). Immutable and thread-safe. */
public non-sealed interface Message extends Stanza {

    /** Returns the type; {@link MessageType#NORMAL} when absent or unknown. */
    MessageType type();

    /** Returns the text of the first {@code <body/>}, "" when there is none. */
    default String body() {
        return payload(CLIENT, "body").map(Element::text).orElse("");
    }

    @Override
    Message withFrom(Jid from);

    @Override
    Message withTo(Jid to);

    @Override
    Message with(Element payload);

    @Override
    Message withPayloads(List<Element> payloads);

    /** Makes a message without addresses and id. */
    static Message of(MessageType type, List<Element> payloads) {
        return new MessageStanza(
                type, new Envelope(Optional.empty(), Optional.empty(), "", "", payloads));
    }

    /** Makes a message with a body, for a recipient. */
    static Message of(MessageType type, Jid to, String body) {
        return of(type, List.of(Element.of(CLIENT, "body", new Text(body)))).withTo(to);
    }
}
