package io.stoa.service.gateway.session;

import io.stoa.jid.FullJid;
import io.stoa.stanza.Presence;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The clients of an account that are there, with their presence. Used under a lock. */
public final class Clients {

    private final SequencedMap<FullJid, Presence> present = new LinkedHashMap<>();

    /** Takes a presence, which is the latest now; returns whether the client is new. */
    public boolean put(FullJid client, Presence presence) {
        boolean fresh = present.remove(client) == null;
        present.putLast(client, presence);
        return fresh;
    }

    /** Returns whether the client was there. */
    public boolean remove(FullJid client) {
        return present.remove(client) != null;
    }

    /** All are gone. */
    public void clear() {
        present.clear();
    }

    public boolean isEmpty() {
        return present.isEmpty();
    }

    public Collection<FullJid> all() {
        return Collections.unmodifiableSet(present.keySet());
    }

    /** Those of the highest priority first, of one priority the latest (RFC 6121 §8.5.2.1.1). */
    public List<Presence> foremostFirst() {
        return present.sequencedValues().reversed().stream()
                .sorted(Comparator.comparingInt(Presence::priority).reversed())
                .toList();
    }

    /** The presence that the network is shown. */
    public Optional<Presence> foremost() {
        return foremostFirst().stream().findFirst();
    }
}
