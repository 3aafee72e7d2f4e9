package io.stoa.service.muc.model;

import io.stoa.jid.BareJid;
import io.stoa.stanza.Delay;
import io.stoa.stanza.Message;
import io.stoa.stanza.StanzaId;
import io.stoa.xml.Element;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What was said lately, bounded by number and bytes (XEP-0045 §7.2.13). Not thread-safe. */
public final class History {

    /**
     * How much a newcomer wants (§7.2.14).
     *
     * @param maxChars at most so many characters of complete stanzas
     * @param maxStanzas at most so many messages
     * @param since nothing before this
     */
    public record Wish(OptionalInt maxChars, OptionalInt maxStanzas, Optional<Instant> since) {

        /** Wishes nothing in particular. */
        public static final Wish ALL =
                new Wish(OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    private record Entry(Message message, Instant at, int bytes) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final BareJid room;
    private final int limit;
    private final int limitBytes;
    private int bytes;

    /** Makes an empty history. */
    public History(BareJid room, int limit, int limitBytes) {
        this.room = room;
        this.limit = limit;
        this.limitBytes = limitBytes;
    }

    /** Adds a message that was sent now. */
    public void add(Message message, Instant at) {
        // §7.3.1: what the owner sends as history keeps its own time
        boolean delayed = message.payloads().stream().anyMatch(it -> Delay.from(it).isPresent());
        keep(delayed ? message : message.with(Delay.of(at, room).toElement()), at);
    }

    /** Adds a message that has its delay. */
    public void addOld(Message message) {
        Instant at =
                message.payloads().stream()
                        .flatMap(it -> Delay.from(it).stream())
                        .map(Delay::stamp)
                        .reduce((first, last) -> last)
                        .orElse(Instant.EPOCH);
        keep(message, at);
    }

    private void keep(Message message, Instant at) {
        Entry entry = new Entry(message, at, size(message));
        entries.addLast(entry);
        bytes += entry.bytes();
        while (entries.size() > limit || (bytes > limitBytes && !entries.isEmpty())) {
            bytes -= entries.removeFirst().bytes();
        }
    }

    private static int size(Message message) {
        int size = 200;
        for (Element payload : message.payloads()) {
            size += payload.utf8().remaining();
        }
        return size;
    }

    /** Replaces or removes the message of a stable id. */
    public boolean replace(String stanzaId, Optional<Message> instead) {
        List<Entry> all = new ArrayList<>(entries);
        for (int i = 0; i < all.size(); i++) {
            Entry entry = all.get(i);
            if (has(entry.message(), stanzaId)) {
                entries.clear();
                if (instead.isPresent()) {
                    Entry next = new Entry(instead.get(), entry.at(), size(instead.get()));
                    all.set(i, next);
                    bytes += next.bytes() - entry.bytes();
                } else {
                    all.remove(i);
                    bytes -= entry.bytes();
                }
                entries.addAll(all);
                return true;
            }
        }
        return false;
    }

    /** Finds the message of a stable id. */
    public Optional<Message> find(String stanzaId) {
        return entries.stream().map(Entry::message).filter(it -> has(it, stanzaId)).findFirst();
    }

    private boolean has(Message message, String stanzaId) {
        return StanzaId.of(message, room).filter(it -> it.id().equals(stanzaId)).isPresent();
    }

    /** Returns what a newcomer gets: the newest that fits, oldest first. */
    public List<Message> select(Wish wish, int max) {
        int left = Math.min(max, wish.maxStanzas().orElse(max));
        long chars = wish.maxChars().orElse(Integer.MAX_VALUE);
        List<Message> selected = new ArrayList<>();
        var newest = entries.descendingIterator();
        while (newest.hasNext() && left > 0) {
            Entry entry = newest.next();
            if (wish.since().filter(entry.at()::isBefore).isPresent()) {
                break;
            }
            if (wish.maxChars().isPresent()) {
                chars -= entry.message().toElement().toString().length();
                if (chars < 0) {
                    break;
                }
            }
            selected.add(entry.message());
            left--;
        }
        return selected.reversed();
    }

    /** Returns all, oldest first. */
    public List<Message> all() {
        return entries.stream().map(Entry::message).toList();
    }
}
