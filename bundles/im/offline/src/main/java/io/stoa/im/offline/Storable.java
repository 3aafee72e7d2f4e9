package io.stoa.im.offline;

import io.stoa.stanza.Hint;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;

/** Which messages are kept (XEP-0160 §3, XEP-0334 §4). */
enum Storable {
    /** It is kept. */
    KEPT,
    /** It means nothing later, and its sender need not hear that it was not delivered. */
    FLEETING,
    /** It is not to be kept; its sender is told that nobody got it. */
    REFUSED;

    private static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";

    static Storable of(Message message) {
        return switch (message.type()) {
            case NORMAL, CHAT -> {
                if (Hint.STORE.in(message) && !Hint.NO_STORE.in(message)) {
                    yield KEPT;
                }
                // §3: content that is only chat states, whatever it wishes
                if (onlyChatStates(message)) {
                    yield FLEETING;
                }
                yield Hint.NO_STORE.in(message) ? REFUSED : KEPT;
            }
            case GROUPCHAT, HEADLINE, ERROR -> REFUSED;
        };
    }

    private static boolean onlyChatStates(Message message) {
        return message.payloads().stream().anyMatch(it -> it.namespace().equals(CHAT_STATES))
                && message.payloads().stream().allMatch(Storable::aboutChatStates);
    }

    /** The thread says which conversation the state is of (XEP-0085 §5.6), hints are no content. */
    private static boolean aboutChatStates(Element payload) {
        return payload.namespace().equals(CHAT_STATES)
                || payload.namespace().equals(Hint.NAMESPACE)
                || payload.is(Stanza.CLIENT, "thread");
    }
}
