package io.stoa.service.muc.query;

import io.stoa.jid.BareJid;
import io.stoa.service.muc.room.House;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.store.Listing;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.ResultSet;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/** Requests to the service itself (XEP-0045 §6.2, §6.3). Stateless. */
public final class ServiceQueries {

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String UNIQUE = Muc.NS + "#unique";

    private ServiceQueries() {}

    /**
     * Answers a request.
     *
     * @throws StanzaException to answer with an error
     */
    public static IqResponse answer(House house, IqRequest request, BareJid service) {
        return request instanceof IqGet get
                ? own(house, get, service)
                : others(house, request, service);
    }

    private static IqResponse own(House house, IqGet get, BareJid service) {
        String node = get.payload().attribute("node");
        return switch (get.payload().namespace()) {
            case INFO -> known(node, get.result(Element.of(INFO, "query", info(house, service))));
            case ITEMS -> known(node, get.result(items(house, get, service.domain())));
            case Relay.PING -> get.result();
            case UNIQUE -> get.result(Element.of(UNIQUE, "unique", new Text(free(house, service))));
            default -> others(house, get, service);
        };
    }

    /** What other features answer. */
    private static IqResponse others(House house, IqRequest request, BareJid service) {
        String namespace = request.payload().namespace();
        return house.extensions()
                .services()
                .first(
                        house.host(service.domain()),
                        it -> it.namespace().equals(namespace),
                        it -> it.handle(request, new ListedRooms(house, service)))
                .orElseThrow(() -> Refusal.of(Condition.SERVICE_UNAVAILABLE));
    }

    private static IqResponse known(String node, IqResponse answer) {
        if (!node.isEmpty()) {
            throw Refusal.of(Condition.ITEM_NOT_FOUND);
        }
        return answer;
    }

    private static Element[] info(House house, BareJid service) {
        TreeSet<String> features =
                new TreeSet<>(
                        List.of(
                                INFO,
                                ITEMS,
                                Muc.NS,
                                Muc.NS + "#stable_id",
                                UNIQUE,
                                ResultSet.NAMESPACE,
                                Relay.PING));
        house.extensions()
                .infos()
                .each(
                        house.host(service.domain()),
                        it -> features.addAll(it.serviceFeatures()),
                        error -> {});
        List<Element> told = new ArrayList<>();
        told.add(
                Element.of(INFO, "identity")
                        .with("category", "conference")
                        .with("type", "text")
                        .with("name", "Rooms"));
        features.forEach(it -> told.add(Element.of(INFO, "feature").with("var", it)));
        return told.toArray(Element[]::new);
    }

    /** §6.3: the public rooms, a page at a time (XEP-0059). */
    private static Element items(House house, IqGet get, String service) {
        ResultSet.Request page = ResultSet.Request.in(get.payload());
        List<Map.Entry<String, Listing>> rooms =
                house.store().directory().of(service).entrySet().stream()
                        .filter(
                                it ->
                                        house.visible(
                                                BareJid.of(it.getKey(), service), it.getValue()))
                        .toList();
        ResultSet.Cut<Map.Entry<String, Listing>> cut =
                ResultSet.cut(rooms, Map.Entry::getKey, page, house.limits().listed());
        List<Element> children = new ArrayList<>();
        for (Map.Entry<String, Listing> room : cut.items()) {
            String name = room.getValue().name();
            children.add(
                    Element.of(ITEMS, "item")
                            .with("jid", room.getKey() + '@' + service)
                            .with("name", name.isEmpty() ? room.getKey() : name));
        }
        boolean whole = cut.complete() && page.equals(ResultSet.Request.ALL);
        if (!whole) {
            children.add(cut.page().toElement());
        }
        return Element.of(ITEMS, "query", children.toArray(Element[]::new));
    }

    private static String free(House house, BareJid service) {
        String name = UUID.randomUUID().toString();
        BareJid room = BareJid.of(name, service.domain());
        boolean taken =
                house.store().directory().find(room).isPresent()
                        || house.rooms().find(room).isPresent();
        return taken ? free(house, service) : name;
    }
}
