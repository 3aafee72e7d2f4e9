package io.stoa.archive;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.storage.Codec;
import io.stoa.storage.Log;

import java.time.Instant;
import java.util.Optional;

/** A log of messages whose entries clients know by ids of their own. Thread-safe; blocks. */
public final class Archive {

    /** The form in which messages are kept. */
    public static final Codec<Message> CODEC =
            new Codec<>(Message::toElement, (element, version) -> (Message) Stanza.from(element));

    private final Log<Message> log;
    private final ArchiveIds ids;

    /** Takes the log and who makes the ids. */
    public Archive(Log<Message> log, ArchiveIds ids) {
        this.log = log;
        this.ids = ids;
    }

    /**
     * Keeps a message.
     *
     * @param with the other party
     * @param tag by which it can be found again; "" for none
     * @return its id
     */
    public String append(BareJid owner, Instant time, Jid with, String tag, Message message) {
        return ids.seal(owner, log.append(owner, time, with, tag, message));
    }

    /** Returns the newest entry with this party and this tag. */
    public Optional<Log.Entry<Message>> tagged(BareJid owner, BareJid with, String tag) {
        return log.tagged(owner, with, tag);
    }

    /** Puts another message in the place of one. */
    public void replace(BareJid owner, Log.Entry<Message> entry, Message instead) {
        log.replace(owner, entry.id(), instead);
    }

    /** Returns the id that clients see of an entry. */
    public String id(BareJid owner, Log.Entry<Message> entry) {
        return ids.seal(owner, entry.id());
    }

    /** Finds the entry of an id that a client names. */
    public Optional<Log.Entry<Message>> find(BareJid owner, String id) {
        return ids.open(owner, id).flatMap(logId -> log.get(owner, logId));
    }

    /** Tells whether an id was given to a message, without asking for the message. */
    public boolean knows(BareJid owner, String id) {
        return ids.open(owner, id).isPresent();
    }

    /** Returns one page of what a query selects. */
    public Log.Page<Message> find(BareJid owner, Log.Query query) {
        return log.find(owner, query);
    }

    /** Counts what a query selects, no further than its limit. */
    public int count(BareJid owner, Log.Query query) {
        return log.count(owner, query);
    }

    /** Returns the first or the last entry. */
    public Optional<Log.Entry<Message>> end(BareJid owner, boolean last) {
        return log.find(owner, Log.Query.end(last, 1)).entries().stream().findFirst();
    }

    /** Removes messages that are older than a moment, at most so many; returns how many. */
    public int purge(BareJid owner, Instant before, int limit) {
        return log.purge(owner, before, limit);
    }

    /** Removes all messages, so many at a time; returns how many there were. */
    public int clear(BareJid owner) {
        int removed = 0;
        int gone = Purge.BATCH;
        while (gone == Purge.BATCH) {
            gone = purge(owner, Instant.MAX, Purge.BATCH);
            removed += gone;
        }
        return removed;
    }
}
