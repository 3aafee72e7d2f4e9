package io.stoa.archive;

import io.stoa.stanza.Hint;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;

import java.util.Map;
import java.util.Set;

/**
 * What belongs to a conversation (XEP-0313 §6.1.1): what people said, and what changes or answers
 * it; not the state of somebody's keyboard. Stateless.
 */
public final class Conversation {

    /** What is worth keeping without a body: the names in each namespace; none for all of it. */
    private static final Map<String, Set<String>> PAYLOADS =
            Map.ofEntries(
                    Map.entry(Stanza.CLIENT, Set.of("body", "subject")),
                    // XEP-0184: who has received it; XEP-0333: who has seen it
                    Map.entry("urn:xmpp:receipts", Set.of("received")),
                    Map.entry(
                            "urn:xmpp:chat-markers:0",
                            Set.of("received", "displayed", "acknowledged")),
                    // XEP-0444, XEP-0308, XEP-0424
                    Map.entry("urn:xmpp:reactions:0", Set.of("reactions")),
                    Map.entry("urn:xmpp:message-correct:0", Set.of("replace")),
                    Map.entry(Retraction.NAMESPACE, Set.of("retract")),
                    // encrypted: XEP-0380 says so, XEP-0384 old and new, XEP-0373, XEP-0027
                    Map.entry("urn:xmpp:eme:0", Set.of("encryption")),
                    Map.entry("eu.siacs.conversations.axolotl", Set.of("encrypted")),
                    Map.entry("urn:xmpp:omemo:1", Set.of("encrypted")),
                    Map.entry("urn:xmpp:omemo:2", Set.of("encrypted")),
                    Map.entry("urn:xmpp:openpgp:0", Set.of("openpgp")),
                    Map.entry("jabber:x:encrypted", Set.of("x")),
                    // calls: XEP-0353, XEP-0482
                    Map.entry("urn:xmpp:jingle-message:0", Set.of()),
                    Map.entry("urn:xmpp:call-invites:0", Set.of()),
                    // files and invitations: XEP-0447, XEP-0066, XEP-0249, XEP-0045 §7.8.2
                    Map.entry("urn:xmpp:sfs:0", Set.of("file-sharing")),
                    Map.entry("jabber:x:oob", Set.of("x")),
                    Map.entry("jabber:x:conference", Set.of("x")));

    private static final String MUC_USER = "http://jabber.org/protocol/muc#user";

    private Conversation() {}

    /** Tells whether a message is worth keeping, whatever its type. */
    public static boolean includes(Message message) {
        if (unwanted(message)) {
            // XEP-0424 §5: the archive MUST store the retraction; a hint is but a wish
            return message.payload(Retraction.NAMESPACE, "retract").isPresent();
        }
        return Hint.STORE.in(message)
                || message.payloads().stream().anyMatch(Conversation::keeping);
    }

    /**
     * Tells whether its sender wants a message not to be kept (XEP-0334 §4.1, §4.2); whoever says
     * both means the stricter.
     */
    public static boolean unwanted(Message message) {
        return Hint.NO_STORE.in(message) || Hint.NO_PERMANENT_STORE.in(message);
    }

    private static boolean keeping(Element payload) {
        Set<String> names = PAYLOADS.get(payload.namespace());
        return (names != null && (names.isEmpty() || names.contains(payload.local())))
                || invitation(payload);
    }

    private static boolean invitation(Element payload) {
        return payload.is(MUC_USER, "x")
                && payload.elements()
                        .anyMatch(it -> it.is(MUC_USER, "invite") || it.is(MUC_USER, "decline"));
    }
}
