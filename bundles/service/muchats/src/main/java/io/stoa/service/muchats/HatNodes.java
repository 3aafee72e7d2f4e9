package io.stoa.service.muchats;

import io.stoa.jid.Jid;
import io.stoa.muc.RoomInfo;
import io.stoa.muc.RoomView;
import io.stoa.stanza.DataForm;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Component;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Lets clients find the commands (XEP-0050 §2.2, §2.3): each sees those it may use. Thread-safe.
 */
@Component
public final class HatNodes implements RoomInfo {

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    @Override
    public List<String> features(RoomView room) {
        return List.of(HatReplies.NAMESPACE);
    }

    @Override
    public Optional<List<Element>> items(String node, Jid asker, RoomView room) {
        if (!node.equals(HatReplies.NAMESPACE)) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(HatCommand.values())
                        .filter(it -> it.may(asker, room))
                        .map(it -> item(it, room))
                        .toList());
    }

    private static Element item(HatCommand command, RoomView room) {
        return Element.of(ITEMS, "item")
                .with("jid", room.address().toString())
                .with("node", command.node())
                .with("name", command.title());
    }

    @Override
    public Optional<List<Element>> info(String node, Jid asker, RoomView room) {
        return HatCommand.of(node).filter(it -> it.may(asker, room)).map(HatNodes::told);
    }

    private static List<Element> told(HatCommand command) {
        return List.of(
                Element.of(INFO, "identity")
                        .with("category", "automation")
                        .with("type", "command-node")
                        .with("name", command.title()),
                Element.of(INFO, "feature").with("var", HatReplies.NAMESPACE),
                Element.of(INFO, "feature").with("var", DataForm.NAMESPACE));
    }
}
