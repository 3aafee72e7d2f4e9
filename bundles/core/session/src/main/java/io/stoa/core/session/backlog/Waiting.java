package io.stoa.core.session.backlog;

import io.stoa.stanza.Stanza;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What filters hold back of a session's stanzas, for the journal: each has a number of its own
 * until it is sent or has become obsolete. Used under the session's lock.
 */
public final class Waiting {

    /**
     * What has changed.
     *
     * @param gone the numbers of those that wait no longer
     * @param come those that wait since
     */
    public record News(List<Long> gone, SortedMap<Long, Unacked> come) {

        public static final News NONE = new News(List.of(), Collections.emptySortedMap());
    }

    private final TreeMap<Long, Unacked> stanzas = new TreeMap<>();
    private final List<Long> gone = new ArrayList<>(0);
    private long last;
    private long collected;

    /** Takes notice of a stanza that was held back, and of what is held back now in all. */
    public void add(Unacked added, List<Stanza> held) {
        last++;
        stanzas.put(last, added);
        if (stanzas.size() != held.size()) {
            Set<Stanza> still = Collections.newSetFromMap(new IdentityHashMap<>(held.size()));
            still.addAll(held);
            Iterator<Map.Entry<Long, Unacked>> all = stanzas.entrySet().iterator();
            while (all.hasNext()) {
                Map.Entry<Long, Unacked> next = all.next();
                if (!still.contains(next.getValue().stanza())) {
                    forget(next.getKey());
                    all.remove();
                }
            }
        }
    }

    private void forget(long number) {
        if (number <= collected) {
            gone.add(number);
        }
    }

    /** Returns what is known of a stanza that is sent now, if it was held back. */
    @SuppressWarnings("ReferenceEquality") // equal stanzas are two all the same
    public @Nullable Unacked take(Stanza stanza) {
        for (Map.Entry<Long, Unacked> each : stanzas.entrySet()) {
            if (each.getValue().stanza() == stanza) {
                Unacked taken = each.getValue();
                forget(each.getKey());
                stanzas.remove(each.getKey());
                return taken;
            }
        }
        return null;
    }

    /** What is new since the last time, or everything. */
    public News collect(boolean whole) {
        News news =
                new News(
                        whole ? List.of() : List.copyOf(gone),
                        new TreeMap<>(whole ? stanzas : stanzas.tailMap(collected, false)));
        gone.clear();
        collected = last;
        return news;
    }
}
