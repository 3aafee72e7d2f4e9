package io.stoa.service.gateway;

import io.stoa.bus.StanzaBus;
import io.stoa.gateway.Ear.Contact;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqResult;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Presence;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Roster items that a gateway suggests to clients (XEP-0144). Blocks for a client. */
final class Suggestions {

    static final String NAMESPACE = "http://jabber.org/protocol/rosterx";

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String CAPS = "http://jabber.org/protocol/caps";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** So many clients are asked at most. */
    private static final int CLIENTS = 5;

    /** XEP-0144 §6: more than 150 or 200 at once are suspicious. */
    private static final int AT_ONCE = 100;

    /** What a client is to do. */
    enum Action {
        ADD,
        MODIFY,
        DELETE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final StanzaBus bus;

    Suggestions(StanzaBus bus) {
        this.bus = bus;
    }

    /**
     * Finds the client that is asked: one, for who has several would be asked by each.
     *
     * @param clients the presence of the account's clients, the foremost first
     */
    Optional<FullJid> able(BareJid gateway, List<Presence> clients) {
        return clients.stream()
                .limit(CLIENTS)
                .filter(it -> it.from().filter(FullJid.class::isInstance).isPresent())
                .filter(it -> understands(gateway, it))
                .map(it -> (FullJid) it.from().orElseThrow())
                .findFirst();
    }

    /** XEP-0115 §6.2. A string that others have told may be a lie, so each client is asked. */
    private boolean understands(BareJid gateway, Presence client) {
        Optional<Element> caps = client.payload(CAPS, "c");
        if (caps.isEmpty()) {
            return false;
        }
        String node = caps.get().attribute("node") + "#" + caps.get().attribute("ver");
        Element query = Element.of(INFO, "query").with("node", node);
        return answer(IqGet.of("caps", query), gateway, client.from().orElseThrow())
                .filter(
                        it ->
                                it.elements(INFO, "feature")
                                        .anyMatch(has -> has.attribute("var").equals(NAMESPACE)))
                .isPresent();
    }

    private Optional<Element> answer(IqRequest request, BareJid gateway, Jid client) {
        return ask(request, gateway, client).flatMap(it -> it.payloads().stream().findFirst());
    }

    private Optional<IqResult> ask(IqRequest request, BareJid gateway, Jid client) {
        try {
            IqResponse response = bus.request(request.withFrom(gateway).withTo(client), PATIENCE);
            return response instanceof IqResult result ? Optional.of(result) : Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Suggests; returns whether the client has taken notice. */
    boolean suggest(
            BareJid gateway,
            FullJid client,
            Action action,
            Map<BareJid, Contact> contacts,
            String title) {
        List<Element> items = new ArrayList<>();
        contacts.forEach((address, contact) -> items.add(item(action, address, contact, title)));
        Element x = Element.of(NAMESPACE, "x", List.of(), items);
        return ask(IqSet.of("rosterx", x), gateway, client).isPresent();
    }

    private static Element item(Action action, BareJid address, Contact contact, String title) {
        Element item =
                Element.of(NAMESPACE, "item")
                        .with("action", action.word())
                        .with("jid", address.toString());
        if (!contact.title().isEmpty()) {
            item = item.with("name", contact.title());
        }
        for (String group : groups(contact, title)) {
            item = item.with(Element.of(NAMESPACE, "group", new Text(group)));
        }
        return item;
    }

    /** The groups of a contact: who is in none there, is in one with the network's title. */
    static List<String> groups(Contact contact, String title) {
        return contact.groups().isEmpty() ? List.of(title) : contact.groups();
    }

    static List<Map<BareJid, Contact>> batches(Map<BareJid, Contact> all) {
        List<Map<BareJid, Contact>> batches = new ArrayList<>();
        Map<BareJid, Contact> last = new LinkedHashMap<>();
        for (Map.Entry<BareJid, Contact> entry : all.entrySet()) {
            if (last.isEmpty() || last.size() >= AT_ONCE) {
                last = new LinkedHashMap<>();
                batches.add(last);
            }
            last.put(entry.getKey(), entry.getValue());
        }
        return batches;
    }
}
