package io.stoa.service.slowmode;

import io.stoa.jid.BareJid;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When people have last said something, by room and account, as long as that matters. Thread-safe;
 * what belongs to one room is used in its lane.
 */
final class LastWords {

    private final Map<BareJid, LinkedHashMap<BareJid, Instant>> rooms = new ConcurrentHashMap<>();

    /**
     * Takes notice that somebody wants to say something.
     *
     * @param pause how long to wait between two messages
     * @return how long to wait still; zero for who may speak, and has spoken then
     */
    Duration speak(BareJid room, BareJid account, Instant now, Duration pause) {
        LinkedHashMap<BareJid, Instant> words =
                rooms.computeIfAbsent(room, address -> new LinkedHashMap<>());
        Instant over = now.minus(pause);
        // the oldest come first
        while (!words.isEmpty() && !words.firstEntry().getValue().isAfter(over)) {
            words.pollFirstEntry();
        }
        Instant last = words.get(account);
        // a clock that was put back makes nobody wait longer than the pause
        if (last != null && last.isAfter(over) && !last.isAfter(now)) {
            return Duration.between(over, last);
        }
        words.sequencedKeySet().remove(account);
        words.putLast(account, now);
        return Duration.ZERO;
    }

    void forget(BareJid room) {
        rooms.remove(room);
    }

    /** By address, in milliseconds. */
    Object save() {
        Map<String, Map<String, Long>> state = new HashMap<>();
        rooms.forEach(
                (room, words) -> {
                    Map<String, Long> times = new LinkedHashMap<>();
                    words.forEach((who, at) -> times.put(who.toString(), at.toEpochMilli()));
                    state.put(room.toString(), times);
                });
        return state;
    }

    void restore(Object state) {
        if (!(state instanceof Map<?, ?> saved)) {
            throw new IllegalArgumentException("last words are handed over as a map");
        }
        saved.forEach((room, words) -> restore(BareJid.parse(String.valueOf(room)), words));
    }

    private void restore(BareJid room, Object state) {
        if (!(state instanceof Map<?, ?> saved)) {
            throw new IllegalArgumentException("a room's last words are a map");
        }
        LinkedHashMap<BareJid, Instant> words = new LinkedHashMap<>();
        saved.forEach(
                (who, at) -> {
                    if (!(at instanceof Long millis)) {
                        throw new IllegalArgumentException("a time is in milliseconds");
                    }
                    words.put(BareJid.parse(String.valueOf(who)), Instant.ofEpochMilli(millis));
                });
        rooms.put(room, words);
    }
}
