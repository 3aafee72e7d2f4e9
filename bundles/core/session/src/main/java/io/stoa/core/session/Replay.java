package io.stoa.core.session;

import io.stoa.core.session.Saved.Batch;
import io.stoa.core.session.backlog.Unacked;
import io.stoa.core.session.backlog.Unacked.Origin;
import io.stoa.core.session.backlog.Waiting;
import io.stoa.session.Tracking;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a journal from its beginning: what comes of it are the sessions at its end. */
final class Replay {

    /** After so many batches: it looks at every session, and only saves memory. */
    private static final int FORGETTING = 500;

    /** A session as it was. */
    record Restored(
            String id,
            Saved.Head head,
            Saved.State state,
            long acknowledged,
            List<Unacked> queue,
            long handled,
            long lost,
            Map<Origin, Integer> done) {

        Tracking.Terms terms() {
            return head.terms();
        }
    }

    /** A session while the journal is read. */
    private static final class Known {
        private final Saved.Head head;
        private final TreeMap<Long, Unacked> queue = new TreeMap<>();
        private final TreeMap<Long, Unacked> waiting = new TreeMap<>();
        private final Map<Origin, Integer> delivered = new HashMap<>();
        private Saved.State state;
        private long acknowledged;
        private long lost;

        Known(Saved.Head head, Saved.State state) {
            this.head = head;
            this.state = state;
            delivered.putAll(head.done());
        }

        void apply(Saved saved) {
            saved.state().ifPresent(it -> state = it);
            acknowledged = saved.acknowledged();
            lost = saved.lost();
            long number = saved.first();
            for (Unacked unacked : saved.added()) {
                queue.put(number, unacked);
                deliveredBy(unacked.origin(), 1);
                number++;
            }
            queue.headMap(acknowledged, true).clear();
            apply(saved.waiting());
        }

        private void apply(Waiting.News news) {
            for (Long gone : news.gone()) {
                Unacked before = waiting.remove(gone);
                if (before != null) {
                    // it is counted again where it has gone to, if anywhere
                    deliveredBy(before.origin(), -1);
                }
            }
            news.come()
                    .forEach(
                            (number, unacked) -> {
                                waiting.put(number, unacked);
                                deliveredBy(unacked.origin(), 1);
                            });
        }

        private void deliveredBy(@Nullable Origin origin, int times) {
            if (origin != null) {
                delivered.merge(origin, times, (one, more) -> one + more == 0 ? null : one + more);
            }
        }

        /** What was sent or may be, and then what a filter held back. */
        List<Unacked> open() {
            return Stream.concat(queue.values().stream(), waiting.values().stream()).toList();
        }
    }

    private final Map<String, Known> sessions = new LinkedHashMap<>();
    private final Map<String, Long> handled = new HashMap<>();
    private final Map<String, Saved.Passing> passing = new LinkedHashMap<>();
    private final List<Tombs.Tomb> ended = new ArrayList<>();
    private int batches;

    void apply(Batch batch) {
        batch.passing().forEach(each -> passing.put(each.name(), each));
        batch.passed().forEach(passing::remove);
        for (Saved saved : batch.sessions()) {
            if (saved.head().isPresent() && saved.state().isPresent()) {
                sessions.put(saved.id(), new Known(saved.head().get(), saved.state().get()));
                passing.remove(Saved.Passing.name(saved.head().get()));
            }
            Known known = sessions.get(saved.id());
            if (known != null) {
                known.apply(saved);
            }
        }
        handled.putAll(batch.handled());
        for (Tombs.Tomb tomb : batch.ended()) {
            sessions.remove(tomb.id());
            handled.remove(tomb.id());
            ended.add(tomb);
        }
        batches++;
        if (batches % FORGETTING == 0) {
            forgetWhatIsHandled();
        }
    }

    /** What came of a stanza that was handled completely will not come again. */
    private void forgetWhatIsHandled() {
        for (Known known : sessions.values()) {
            known.delivered
                    .keySet()
                    .removeIf(
                            origin ->
                                    !sessions.containsKey(origin.id())
                                            || origin.handledBy(
                                                    handled.getOrDefault(origin.id(), 0L)));
        }
    }

    /** The sessions that were there and cannot be resumed. */
    List<Saved.Passing> passing() {
        return List.copyOf(passing.values());
    }

    List<Tombs.Tomb> ended() {
        return ended;
    }

    List<Restored> sessions() {
        forgetWhatIsHandled();
        List<Restored> restored = new ArrayList<>();
        sessions.forEach(
                (id, known) ->
                        restored.add(
                                new Restored(
                                        id,
                                        known.head,
                                        known.state,
                                        known.acknowledged,
                                        known.open(),
                                        handled.getOrDefault(id, 0L),
                                        known.lost,
                                        Map.copyOf(known.delivered))));
        return restored;
    }
}
