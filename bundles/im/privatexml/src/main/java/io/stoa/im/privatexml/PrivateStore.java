package io.stoa.im.privatexml;

import io.stoa.jid.BareJid;
import io.stoa.storage.Codec;
import io.stoa.storage.Items;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Elements by their name, {@code {namespace}local}. There may be several of one name (XEP-0049
 * §2.3), which are kept together. Thread-safe; blocks.
 */
final class PrivateStore {

    static final StoreSpec<List<Element>> STORE =
            new StoreSpec<>(
                    "privatexml",
                    1,
                    new Codec<>(
                            elements ->
                                    Element.of(
                                            PrivateHandler.NAMESPACE, "query", List.of(), elements),
                            (query, version) -> query.elements().toList()));

    private final Items<List<Element>> items;

    PrivateStore(Storage storage) {
        this.items = storage.items(STORE);
    }

    static String key(Element element) {
        return element.name().toString();
    }

    /** The elements kept under the name of another; that one, emptied, when there are none. */
    List<Element> get(BareJid owner, Element asked) {
        return items.get(owner, key(asked))
                .orElseGet(() -> List.of(Element.of(asked.namespace(), asked.local())));
    }

    /** How many names the owner would have if these were added. */
    int countWith(BareJid owner, Collection<String> keys) {
        long added = keys.stream().filter(key -> items.get(owner, key).isEmpty()).count();
        return items.count(owner) + Math.toIntExact(added);
    }

    /** Replaces what was kept; nothing is kept of elements that are all empty. */
    void put(BareJid owner, Map<String, List<Element>> byKey) {
        byKey.forEach(
                (key, elements) -> {
                    if (elements.stream().allMatch(PrivateStore::empty)) {
                        items.remove(owner, key);
                    } else {
                        items.put(owner, key, elements);
                    }
                });
    }

    static boolean empty(Element element) {
        return element.children().isEmpty() && element.attributes().isEmpty();
    }
}
