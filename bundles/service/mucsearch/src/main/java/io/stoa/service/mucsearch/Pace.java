package io.stoa.service.mucsearch;

import io.stoa.jid.BareJid;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** How often somebody has searched in this minute. Thread-safe. */
final class Pace {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** So many are told apart; whoever comes then waits for the next minute. */
    private static final int KNOWN = 10_000;

    private record Minute(Instant begins, ConcurrentHashMap<BareJid, Integer> searches) {

        static Minute at(Instant now) {
            return new Minute(now, new ConcurrentHashMap<>());
        }
    }

    private final AtomicReference<Minute> current;
    private final int limit;
    private final Predicate<String> ours;

    /**
     * Begins with nobody.
     *
     * @param limit how many searches a minute; 0 for any number
     * @param ours whether a domain's accounts are told apart: other servers can make up any
     */
    Pace(int limit, Predicate<String> ours, Instant now) {
        this.limit = limit;
        this.ours = ours;
        this.current = new AtomicReference<>(Minute.at(now));
    }

    /** Counts a search; returns how many seconds to wait instead, 0 when it may be. */
    long next(BareJid who, Instant now) {
        if (limit == 0) {
            return 0;
        }
        Minute minute =
                current.updateAndGet(
                        it -> now.isBefore(it.begins().plus(MINUTE)) ? it : Minute.at(now));
        BareJid key = ours.test(who.domain()) ? who : BareJid.ofDomain(who.domain());
        boolean known = minute.searches().containsKey(key);
        if (known || minute.searches().size() < KNOWN) {
            if (minute.searches().merge(key, 1, Integer::sum) <= limit) {
                return 0;
            }
        }
        return 1 + Duration.between(now, minute.begins().plus(MINUTE)).toSeconds();
    }
}
