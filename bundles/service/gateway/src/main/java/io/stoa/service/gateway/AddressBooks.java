package io.stoa.service.gateway;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.gateway.Ear.Contact;
import io.stoa.jid.BareJid;
import io.stoa.storage.Codec;
import io.stoa.storage.Items;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which contacts an account was told of by a gateway, so that it is told once: whom it has removed
 * or declined stays away until the network tells of it anew. Thread-safe; blocks.
 */
@Component(service = AddressBooks.class)
public final class AddressBooks {

    static final StoreSpec<Element> STORE =
            new StoreSpec<>(
                    "gatewaycontacts", 1, new Codec<>(book -> book, (element, version) -> element));

    private static final String NAMESPACE = "stoa:gateway";

    private final Items<Element> store;

    /** Opens the store. */
    @Activate
    public AddressBooks(@Reference(policyOption = GREEDY) Storage storage) {
        this.store = storage.items(STORE);
    }

    Map<BareJid, Contact> find(Place place) {
        Map<BareJid, Contact> known = new LinkedHashMap<>();
        store.get(place.account(), place.domain()).stream()
                .flatMap(it -> it.elements(NAMESPACE, "contact"))
                .map(AddressBooks::contact)
                .forEach(
                        it ->
                                Addresses.of(it.name(), place.domain())
                                        .ifPresent(address -> known.put(address, it)));
        return known;
    }

    private static Contact contact(Element kept) {
        return new Contact(
                kept.attribute("name"),
                kept.attribute("title"),
                kept.elements(NAMESPACE, "group").map(Element::text).toList());
    }

    void put(Place place, Map<BareJid, Contact> known) {
        store.put(
                place.account(),
                place.domain(),
                Element.of(
                        NAMESPACE,
                        "book",
                        List.of(),
                        known.values().stream().map(AddressBooks::element).toList()));
    }

    private static Element element(Contact contact) {
        Element element = Element.of(NAMESPACE, "contact").with("name", contact.name());
        if (!contact.title().isEmpty()) {
            element = element.with("title", contact.title());
        }
        for (String group : contact.groups()) {
            element = element.with(Element.of(NAMESPACE, "group", new Text(group)));
        }
        return element;
    }

    void remove(Place place) {
        store.remove(place.account(), place.domain());
    }
}
