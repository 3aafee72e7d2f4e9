package io.stoa.service.gatewayirc.room;

import io.stoa.jid.FullJid;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The devices of an account in one channel. Used under a session's lock. */
public final class Devices {

    private final Consumer<Stanza> tell;
    // who waits to be let in, with what it has asked for
    private final Map<FullJid, Presence> waiting = new LinkedHashMap<>();
    private final Set<FullJid> inside = new LinkedHashSet<>();

    Devices(Consumer<Stanza> tell) {
        this.tell = tell;
    }

    /** A device wants to be in it, perhaps anew. */
    void await(FullJid device, Presence asked) {
        inside.remove(device);
        waiting.put(device, asked);
    }

    /** Returns those who waited, who are inside now. */
    List<Presence> letIn() {
        List<Presence> asked = List.copyOf(waiting.values());
        inside.addAll(waiting.keySet());
        waiting.clear();
        return asked;
    }

    boolean remove(FullJid device) {
        boolean waited = waiting.remove(device) != null;
        return inside.remove(device) || waited;
    }

    /** Those who are inside are not any more. */
    void empty() {
        inside.clear();
    }

    /** Those who wait are told why they do not get in (XEP-0045 §7.2). */
    public void refuse(StanzaError error) {
        waiting.values().forEach(it -> tell.accept(it.toError(error)));
        waiting.clear();
    }

    public boolean has(FullJid device) {
        return inside.contains(device);
    }

    public boolean isEmpty() {
        return inside.isEmpty() && waiting.isEmpty();
    }

    public int count() {
        return inside.size() + waiting.size();
    }

    public Set<FullJid> inside() {
        return Set.copyOf(inside);
    }

    /** Tells all who are inside. */
    void tell(Stanza stanza) {
        inside.forEach(it -> tell.accept(stanza.withTo(it)));
    }

    void tell(FullJid device, Stanza stanza) {
        tell.accept(stanza.withTo(device));
    }

    // ── from one version of the bundle to the next ──

    List<Presence> waitingState() {
        return List.copyOf(waiting.values());
    }

    List<FullJid> insideState() {
        return List.copyOf(inside);
    }

    void restore(List<?> asked, List<?> there) {
        for (Object one : asked) {
            Presence presence = (Presence) one;
            waiting.put((FullJid) presence.from().orElseThrow(), presence);
        }
        there.forEach(it -> inside.add((FullJid) it));
    }
}
