package io.stoa.im.mam;

import io.stoa.archive.Conversation;
import io.stoa.stanza.Hint;
import io.stoa.stanza.Message;

/** What of an account's messages is worth keeping (XEP-0313 §6.1.1). Stateless. */
final class Worth {

    private Worth() {}

    /** Tells whether a message is to be kept, as far as that does not depend on the account. */
    static boolean keeping(Message message) {
        return switch (message.type()) {
            case NORMAL, CHAT -> Conversation.includes(message);
            // not suggested, unless the sender does (XEP-0334 §4.4)
            case HEADLINE -> !Conversation.unwanted(message) && Hint.STORE.in(message);
            // a room keeps its own; an error is no conversation
            case GROUPCHAT, ERROR -> false;
        };
    }
}
