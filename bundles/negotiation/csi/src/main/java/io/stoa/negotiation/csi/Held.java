package io.stoa.negotiation.csi;

import io.stoa.stanza.Stanza;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/** What waits for one client, in order. Used under the session's lock. */
final class Held {

    private final LinkedHashMap<Object, Stanza> stanzas = new LinkedHashMap<>();

    int size() {
        return stanzas.size();
    }

    /** Holds a stanza; it takes the place of what it makes obsolete, at the end. */
    void hold(Object key, Stanza stanza) {
        stanzas.remove(key);
        stanzas.put(key, stanza);
    }

    List<Stanza> stanzas() {
        return List.copyOf(stanzas.values());
    }

    void release(Consumer<Stanza> onward) {
        stanzas.values().forEach(onward);
        stanzas.clear();
    }
}
