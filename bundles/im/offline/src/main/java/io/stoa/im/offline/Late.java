package io.stoa.im.offline;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Delay;
import io.stoa.stanza.Message;
import io.stoa.storage.Log;
import io.stoa.xml.Element;

import java.util.Optional;

/** A message that was kept, as it is delivered. Stateless. */
final class Late {

    private Late() {}

    /**
     * XEP-0203 §2: one delay of ours and no more. There is one already when the message came here
     * because a session died that had not confirmed it (XEP-0198 §4): then it tells the earlier
     * moment.
     */
    static Message message(Log.Entry<Message> entry, BareJid account) {
        Message message = Cause.without(entry.value());
        Optional<Jid> server = Optional.of(BareJid.ofDomain(account.domain()));
        return told(message, account)
                ? message
                : message.with(new Delay(server, entry.time(), "Offline Storage").toElement());
    }

    /** Tells whether we have said already that a message is late. */
    private static boolean told(Message message, BareJid account) {
        BareJid server = BareJid.ofDomain(account.domain());
        return message.payloads().stream()
                .flatMap(it -> Delay.from(it).stream())
                .anyMatch(it -> it.from().filter(server::equals).isPresent());
    }

    /** XEP-0013 §2.4: with its node. */
    static Message named(Log.Entry<Message> entry, BareJid account) {
        return message(entry, account)
                .with(
                        Element.of(
                                FlexibleHandler.NAMESPACE,
                                "offline",
                                Element.of(FlexibleHandler.NAMESPACE, "item")
                                        .with("node", entry.id())));
    }
}
