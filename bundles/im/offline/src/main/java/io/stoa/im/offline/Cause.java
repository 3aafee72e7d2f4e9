package io.stoa.im.offline;

import io.stoa.stanza.Message;
import io.stoa.xml.Element;

/**
 * Why a message was kept, as it stands in the stored one: by that it is found when the same comes
 * again after a crash (XEP-0198 §5). Nobody outside sees it. Stateless.
 */
final class Cause {

    private static final String NAMESPACE = "stoa:offline";
    private static final String LOCAL = "cause";

    private Cause() {}

    /** What others have written is not ours. */
    static Message write(Message message, String cause) {
        Message clean = without(message);
        return cause.isEmpty()
                ? clean
                : clean.with(Element.of(NAMESPACE, LOCAL).with("name", cause));
    }

    static String read(Message stored) {
        return stored.payload(NAMESPACE, LOCAL).map(it -> it.attribute("name")).orElse("");
    }

    static Message without(Message stored) {
        return (Message) stored.without(it -> it.is(NAMESPACE, LOCAL));
    }
}
