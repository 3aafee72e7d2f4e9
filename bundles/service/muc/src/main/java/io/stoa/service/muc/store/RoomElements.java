package io.stoa.service.muc.store;

import io.stoa.jid.BareJid;
import io.stoa.muc.Affiliation;
import io.stoa.service.muc.model.Membership;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;
import io.stoa.xml.Node;
import io.stoa.xml.Text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The forms in which rooms are kept. Stateless. */
final class RoomElements {

    static final String NS = "stoa:muc";

    private RoomElements() {}

    /**
     * A room as it is kept.
     *
     * @param creator who has created it
     * @param values its configuration
     * @param subject the last change of the subject
     */
    record Kept(BareJid creator, Map<String, List<String>> values, Optional<Message> subject) {}

    static Element write(Kept room) {
        List<Node> children = new ArrayList<>();
        room.values()
                .forEach(
                        (field, values) ->
                                children.add(
                                        Element.of(NS, "field", List.of(), texts(values))
                                                .with("var", field)));
        room.subject()
                .ifPresent(message -> children.add(Element.of(NS, "subject", message.toElement())));
        return Element.of(NS, "room", List.of(), children)
                .with("creator", room.creator().toString());
    }

    private static List<Node> texts(List<String> values) {
        return values.stream()
                .map(value -> (Node) Element.of(NS, "value", new Text(value)))
                .toList();
    }

    static Kept read(Element room) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        room.elements(NS, "field")
                .forEach(
                        field ->
                                values.put(
                                        field.attribute("var"),
                                        field.elements(NS, "value").map(Element::text).toList()));
        Optional<Message> subject =
                room.child(NS, "subject")
                        .flatMap(it -> it.elements().findFirst())
                        .map(Stanza::from)
                        .filter(Message.class::isInstance)
                        .map(Message.class::cast);
        return new Kept(BareJid.parse(room.attribute("creator")), values, subject);
    }

    static Element write(Membership membership) {
        Element written =
                Element.of(NS, "membership")
                        .with("affiliation", membership.affiliation().wire())
                        .with("nick", membership.nick())
                        .with("reason", membership.reason());
        return membership.paired() ? written.with("paired", "true") : written;
    }

    static Membership readMembership(Element membership) {
        return new Membership(
                Affiliation.of(membership.attribute("affiliation")).orElse(Affiliation.NONE),
                membership.attribute("nick"),
                membership.attribute("reason"),
                Boolean.parseBoolean(membership.attribute("paired")));
    }

    static Element write(Listing listing) {
        return Element.of(NS, "listing")
                .with("name", listing.name())
                .with("creator", listing.creator().toString())
                .with("public", Boolean.toString(listing.listed()))
                .with("persistent", Boolean.toString(listing.persistent()))
                .with("description", listing.description())
                .with("lang", listing.language())
                .with("open", Boolean.toString(listing.open()))
                .with("nonanonymous", Boolean.toString(listing.nonAnonymous()));
    }

    /** What the last four tell is known of a room from before when it next comes into memory. */
    static Listing readListing(Element listing) {
        return new Listing(
                listing.attribute("name"),
                BareJid.parse(listing.attribute("creator")),
                Boolean.parseBoolean(listing.attribute("public")),
                Boolean.parseBoolean(listing.attribute("persistent")),
                listing.attribute("description"),
                listing.attribute("lang"),
                Boolean.parseBoolean(listing.attribute("open")),
                Boolean.parseBoolean(listing.attribute("nonanonymous")));
    }
}
