package io.stoa.im.mam;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.storage.Codec;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Instant;
import java.util.Optional;

/** The archives of all accounts as they are stored. Thread-safe; blocks. */
@Component(service = ArchiveStore.class)
public final class ArchiveStore {

    static final StoreSpec<Message> ARCHIVE =
            new StoreSpec<>(
                    "archive",
                    1,
                    new Codec<>(
                            Message::toElement,
                            (element, version) -> (Message) Stanza.from(element)));

    private final Log<Message> log;
    private final ArchiveIds ids;
    private final PreferenceBook preferences;

    /** Opens the stores. */
    @Activate
    public ArchiveStore(
            @Reference(policyOption = GREEDY) Storage storage,
            @Reference(policyOption = GREEDY) PreferenceBook preferences) {
        this.log = storage.log(ARCHIVE);
        this.ids = new ArchiveIds(storage);
        this.preferences = preferences;
    }

    /** Keeps a message that an account has sent or received, and returns its id. */
    String append(BareJid account, Instant time, Message message) {
        boolean sent = sent(account, message);
        String tag = message.id().isEmpty() ? "" : tag(sent, message.id());
        return ids.seal(account, log.append(account, time, other(account, message), tag, message));
    }

    /**
     * Finds the id of this very message, if it is the last of its sender's id: it may have been
     * kept before a crash and come again (XEP-0198 §5).
     */
    Optional<String> again(BareJid account, Message message) {
        String tag = tag(sent(account, message), message.id());
        return log.tagged(account, other(account, message).bare(), tag)
                .filter(entry -> entry.value().toElement().equals(message.toElement()))
                .map(entry -> id(account, entry));
    }

    /** Puts a tombstone where a message was that a retraction covers, if there is one. */
    void retract(BareJid account, Instant time, Retraction retraction) {
        Message message = retraction.message();
        String tag = tag(sent(account, message), retraction.target());
        log.tagged(account, other(account, message).bare(), tag)
                .filter(entry -> retraction.covers(entry.value()))
                .ifPresent(
                        entry ->
                                log.replace(
                                        account,
                                        entry.id(),
                                        retraction.tombstone(entry.value(), time)));
    }

    /** Returns the id that clients see of an entry. */
    String id(BareJid account, Log.Entry<Message> entry) {
        return ids.seal(account, entry.id());
    }

    /** Finds the entry of an id that a client names. */
    Optional<Log.Entry<Message>> find(BareJid account, String id) {
        return ids.open(account, id).flatMap(logId -> log.get(account, logId));
    }

    /** Tells whether an id was given to a message of an account, without asking for the message. */
    boolean knows(BareJid account, String id) {
        return ids.open(account, id).isPresent();
    }

    Log.Page<Message> find(BareJid account, Log.Query query) {
        return log.find(account, query);
    }

    /** Counts what a query selects, no further than its limit. */
    public int count(BareJid account, Log.Query query) {
        return log.count(account, query);
    }

    /** Returns when the first or the last message was sent or received. */
    public Optional<Instant> time(BareJid account, boolean last) {
        return end(account, last).map(Log.Entry::time);
    }

    /** Returns the first or the last entry. */
    Optional<Log.Entry<Message>> end(BareJid account, boolean last) {
        Log.Query query =
                new Log.Query(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        last,
                        1);
        return log.find(account, query).entries().stream().findFirst();
    }

    /** Removes messages that are older than a moment, at most so many; returns how many. */
    public int purge(BareJid account, Instant before, int limit) {
        return log.purge(account, before, limit);
    }

    /** Removes all messages of an account, so many at a time; returns how many there were. */
    public int clear(BareJid account, int batch) {
        int removed = 0;
        int gone = batch;
        while (gone == batch) {
            gone = purge(account, Instant.MAX, batch);
            removed += gone;
        }
        return removed;
    }

    /** Returns an account's wish for those it has not listed, in a word. */
    public String wish(BareJid account) {
        return preferences.get(account).otherwise().wire();
    }

    /** Forgets what is remembered of an account whose data has been erased. */
    public void forget(BareJid account) {
        preferences.forget(account);
    }

    /** Tells whether the account is the sender; to oneself counts as sent. */
    private static boolean sent(BareJid account, Message message) {
        return message.from().filter(from -> from.bare().equals(account)).isPresent();
    }

    /** XEP-0313 §3: the remote address; what nobody has sent comes from the server. */
    private static Jid other(BareJid account, Message message) {
        Optional<Jid> other = sent(account, message) ? message.to() : message.from();
        return other.orElseGet(() -> BareJid.ofDomain(account.domain()));
    }

    private static String tag(boolean sent, String id) {
        return (sent ? ">" : "<") + id;
    }
}
