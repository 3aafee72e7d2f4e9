package io.stoa.service.muc.query;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.muc.RoomInfo;
import io.stoa.muc.RoomView;
import io.stoa.service.muc.model.Fields;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.model.Settings;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Snapshot;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaId;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** What a room tells of itself (XEP-0045 §6.4, §6.5, §7.12). Stateless. */
final class RoomDisco {

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String NICK = "x-roomuser-item";
    private static final String TRAFFIC = Muc.NS + "#traffic";

    /** What of the configuration everybody may know. */
    private static final Set<String> TOLD =
            Set.of(
                    Fields.NAME,
                    Fields.CHANGE_SUBJECT,
                    Fields.ALLOW_INVITES,
                    Fields.ALLOW_PM,
                    Fields.HISTORY);

    private RoomDisco() {}

    static IqResponse info(Turn turn, IqRequest request, Jid from) {
        if (!(request instanceof IqGet get) || !request.payload().is(INFO, "query")) {
            throw Refusal.of(Condition.BAD_REQUEST);
        }
        return switch (get.payload().attribute("node")) {
            case "" -> get.result(Element.of(INFO, "query", told(turn)));
            case NICK -> get.result(reserved(turn, from.bare()));
            // §16.1.1: nothing is discarded
            case TRAFFIC -> throw Refusal.of(Condition.SERVICE_UNAVAILABLE);
            default -> node(turn, get, INFO, (it, room) -> it.info(node(get), from, room));
        };
    }

    private static String node(IqGet get) {
        return get.payload().attribute("node");
    }

    /** A node of another feature's. */
    private static IqResponse node(
            Turn turn,
            IqGet get,
            String namespace,
            BiFunction<RoomInfo, RoomView, Optional<List<Element>>> ask) {
        List<List<Element>> found = new ArrayList<>();
        Snapshot view = Snapshot.live(turn);
        turn.house()
                .extensions()
                .infos()
                .each(turn.host(), it -> ask.apply(it, view).ifPresent(found::add), error -> {});
        if (found.isEmpty()) {
            throw Refusal.of(Condition.ITEM_NOT_FOUND);
        }
        return get.result(
                Element.of(
                                namespace,
                                "query",
                                List.of(),
                                found.stream().flatMap(List::stream).toList())
                        .with("node", node(get)));
    }

    private static Element identity(String name) {
        Element identity =
                Element.of(INFO, "identity").with("category", "conference").with("type", "text");
        return name.isEmpty() ? identity : identity.with("name", name);
    }

    /** §7.12. */
    private static Element reserved(Turn turn, BareJid account) {
        String nick = turn.room().memberships().own(account).nick();
        Element query = Element.of(INFO, "query").with("node", NICK);
        return nick.isEmpty() ? query : query.with(identity(nick));
    }

    private static Element[] told(Turn turn) {
        LiveRoom room = turn.room();
        Settings settings = room.settings();
        Snapshot view = Snapshot.live(turn);
        TreeSet<String> features = new TreeSet<>(own(settings));
        List<FormField> fields = new ArrayList<>(fields(room));
        turn.house()
                .extensions()
                .infos()
                .each(
                        turn.host(),
                        it -> {
                            features.addAll(it.features(view));
                            fields.addAll(it.fields(view));
                        },
                        error -> {});
        List<Element> told = new ArrayList<>();
        told.add(identity(settings.name().isEmpty() ? room.address().local() : settings.name()));
        features.forEach(it -> told.add(Element.of(INFO, "feature").with("var", it)));
        DataForm form = DataForm.of(FormType.RESULT, Muc.NS + "#roominfo");
        for (FormField field : fields) {
            form = form.with(field);
        }
        told.add(form.element());
        return told.toArray(Element[]::new);
    }

    private static List<String> own(Settings settings) {
        return List.of(
                INFO,
                ITEMS,
                Muc.NS,
                Muc.NS + "#stable_id",
                Muc.NS + "#self-ping-optimization",
                Muc.NS + "#request",
                Registration.NS,
                StanzaId.NAMESPACE,
                settings.listed() ? "muc_public" : "muc_hidden",
                settings.membersOnly() ? "muc_membersonly" : "muc_open",
                settings.moderated() ? "muc_moderated" : "muc_unmoderated",
                settings.nonAnonymous() ? "muc_nonanonymous" : "muc_semianonymous",
                settings.password().isEmpty() ? "muc_unsecured" : "muc_passwordprotected",
                settings.persistent() ? "muc_persistent" : "muc_temporary");
    }

    /** §6.4; the subject of a room that not everybody may enter is not told (§13.4). */
    private static List<FormField> fields(LiveRoom room) {
        Settings settings = room.settings();
        boolean open = !settings.membersOnly() && settings.password().isEmpty();
        List<FormField> fields = new ArrayList<>();
        fields.add(info("description", settings.description()));
        fields.add(info("occupants", Integer.toString(room.seats().size())));
        fields.add(
                FormField.of(
                        FieldType.BOOLEAN,
                        "muc#roominfo_subjectmod",
                        settings.changesSubject() ? "1" : "0"));
        if (!settings.one(Fields.LANG).isEmpty()) {
            fields.add(info("lang", settings.one(Fields.LANG)));
        }
        if (open) {
            room.subject()
                    .flatMap(it -> it.payload(Stanza.CLIENT, "subject"))
                    .map(Element::text)
                    .filter(it -> !it.isEmpty())
                    .ifPresent(it -> fields.add(info("subject", it)));
        }
        for (FormField known : Fields.all()) {
            boolean empty = settings.one(known.name()).isEmpty();
            if (TOLD.contains(known.name()) || (known.name().equals(Fields.PUBSUB) && !empty)) {
                fields.add(FormField.of(known.type(), known.name(), settings.one(known.name())));
            }
        }
        return fields;
    }

    private static FormField info(String name, String value) {
        return FormField.of(FieldType.TEXT_SINGLE, "muc#roominfo_" + name, value);
    }

    /** §6.5: who is in the room is private to those who are, and know it anyway. */
    static IqResponse items(Turn turn, IqRequest request, Jid from) {
        if (!(request instanceof IqGet get)) {
            throw Refusal.of(Condition.BAD_REQUEST);
        }
        if (!node(get).isEmpty()) {
            return node(turn, get, ITEMS, (it, room) -> it.items(node(get), from, room));
        }
        List<Element> items = new ArrayList<>();
        if (turn.room().seatOf(from).isPresent()) {
            for (Seat seat : turn.room().seats()) {
                if (turn.room().settings().shows(seat.role())) {
                    items.add(
                            Element.of(ITEMS, "item")
                                    .with("jid", seat.address().toString())
                                    .with("name", seat.nick()));
                }
            }
        }
        return get.result(Element.of(ITEMS, "query", items.toArray(Element[]::new)));
    }
}
