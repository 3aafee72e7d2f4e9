package io.stoa.service.mucsearch;

import io.stoa.muc.PublicRoom;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

/** How a room is told of (XEP-0433 §5.2). Stateless. */
final class Items {

    private static final String ANONYMITY = "{urn:xmpp:channel-search:0:anonymity}none";

    private Items() {}

    static Element of(String namespace, PublicRoom room) {
        String name = room.name().isEmpty() ? room.address().local() : room.name();
        Element item =
                Element.of(namespace, "item")
                        .with("address", room.address().toString())
                        .with(text(namespace, "name", name));
        if (!room.description().isEmpty()) {
            item = item.with(text(namespace, "description", room.description()));
        }
        if (!room.language().isEmpty()) {
            item = item.with(text(namespace, "language", room.language()));
        }
        item =
                item.with(text(namespace, "nusers", Integer.toString(room.occupants())))
                        .with(text(namespace, "service-type", "xep-0045"));
        if (room.open()) {
            // the examples have it empty, the table with a value: who looks for either finds it
            item = item.with(text(namespace, "is-open", "true"));
        }
        String mode = room.nonAnonymous() ? ANONYMITY : "muc_semianonymous";
        return item.with(text(namespace, "anonymity-mode", mode));
    }

    private static Element text(String namespace, String local, String text) {
        return Element.of(namespace, local, new Text(text));
    }
}
