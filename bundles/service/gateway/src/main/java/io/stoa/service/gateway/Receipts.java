package io.stoa.service.gateway;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which receipts are due, both ways (XEP-0184). A receipt that nobody has asked for is not passed
 * on, and each is once. Used under a lock.
 */
final class Receipts {

    static final String NAMESPACE = "urn:xmpp:receipts";

    /** So many are waited for, in each direction; then the oldest is forgotten. */
    private static final int MOST = 500;

    /** A longer id is no id. */
    private static final int LONGEST = 200;

    private record Asked(BareJid contact, String id) {}

    private record Asker(Jid client, MessageType type) {}

    /** The latest so many. */
    private static final class Latest<V> extends LinkedHashMap<Asked, V> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, V> eldest) {
            return size() > MOST;
        }
    }

    private final Map<Asked, Asker> out = new Latest<>();
    private final Map<Asked, Boolean> in = new Latest<>();

    /** §5: whether a message asks for a receipt; there is none for what is said in a room. */
    static boolean wanted(Message message) {
        return message.payload(NAMESPACE, "request").isPresent()
                && isId(message.id())
                && message.type() != MessageType.GROUPCHAT
                && received(message).isEmpty();
    }

    /** What a message says has been received, if it is a receipt. */
    static Optional<String> received(Message message) {
        return message.payload(NAMESPACE, "received").map(it -> it.attribute("id"));
    }

    /** A line of text that XML can carry, for it becomes an attribute. */
    private static boolean isId(String id) {
        return !id.isBlank()
                && id.length() <= LONGEST
                && id.chars().noneMatch(it -> it < ' ')
                && Text.clean(id).equals(id);
    }

    /** A client waits for a receipt from a contact. */
    void await(BareJid contact, Message message) {
        message.from()
                .ifPresent(
                        client ->
                                out.put(
                                        new Asked(contact, message.id()),
                                        new Asker(client, message.type())));
    }

    /** It will not come. */
    void forget(BareJid contact, String id) {
        out.remove(new Asked(contact, id));
    }

    /** The receipt of a contact for who waits for it. */
    Optional<Message> receipt(BareJid contact, String id) {
        return Optional.ofNullable(out.remove(new Asked(contact, id)))
                .map(
                        asker ->
                                Message.of(
                                                asker.type(),
                                                List.of(
                                                        Element.of(NAMESPACE, "received")
                                                                .with("id", id)))
                                        .withFrom(contact)
                                        .withTo(asker.client()))
                .map(it -> (Message) it.withId(UUID.randomUUID().toString()));
    }

    /** A message from the network, which asks for a receipt if its id can be one. */
    Message asking(Message message, BareJid contact, String id) {
        if (!isId(id)) {
            return message;
        }
        in.put(new Asked(contact, id), true);
        return (Message) message.with(Element.of(NAMESPACE, "request")).withId(id);
    }

    /** Tells whether the network waits for a receipt, which it gets once. */
    boolean due(BareJid contact, String id) {
        return in.remove(new Asked(contact, id)) != null;
    }
}
