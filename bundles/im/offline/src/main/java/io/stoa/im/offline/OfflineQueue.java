package io.stoa.im.offline;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.AccountListener;
import io.stoa.im.offline.Tallies.Tally;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.Codec;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The messages that are kept for each account, in the order of their arrival. An account's queue is
 * used in its lane only. Thread-safe; blocks.
 */
@Component(
        configurationPid = "io.stoa.im.offline",
        service = {OfflineQueue.class, AccountListener.class})
public final class OfflineQueue implements AccountListener {

    static final StoreSpec<Message> STORE =
            new StoreSpec<>(
                    "offline",
                    2,
                    new Codec<>(
                            Message::toElement,
                            (element, version) -> (Message) Stanza.from(element)));

    private static final int PAGE = 100;
    private static final int TALLIES = 10_000;

    private final Log<Message> messages;
    private final Tallies tallies = new Tallies(TALLIES);
    private final int mostMessages;
    private final int mostBytes;

    /** Opens the store. */
    @Activate
    public OfflineQueue(
            @Reference(policyOption = GREEDY) Storage storage, OfflineKeeper.Config config) {
        this.messages = storage.log(STORE);
        this.mostMessages = config.messages();
        this.mostBytes = config.bytes();
    }

    /**
     * Keeps a message. When this returns, it is durable.
     *
     * @param cause by what it is found again, or ""
     * @throws StanzaException with {@code service-unavailable} when the queue is full (XEP-0160 §2)
     */
    void add(BareJid account, Message message, String cause) {
        Message stored = Cause.write(message, cause);
        Tally after = tally(account).plus(size(stored));
        if (after.messages() > mostMessages || after.bytes() > mostBytes) {
            throw new StanzaException(
                    StanzaError.of(
                            Condition.SERVICE_UNAVAILABLE,
                            "too many messages wait for this account"));
        }
        messages.append(account, Instant.now(), message.from().orElse(account), cause, stored);
        tallies.set(account, after);
    }

    /** Tells whether a message that was kept for a cause is here. */
    boolean holds(BareJid account, Message message, String cause) {
        return messages.tagged(account, message.from().orElse(account).bare(), cause).isPresent();
    }

    /** Returns how many messages wait. */
    int count(BareJid account) {
        return tally(account).messages();
    }

    /** Shows every message that waits, the oldest first; returns the last of them. */
    Optional<Log.Entry<Message>> each(BareJid account, Consumer<Log.Entry<Message>> action) {
        // known to be empty, as it is at nearly every log-in
        if (tallies.of(account).filter(Tally.NOTHING::equals).isPresent()) {
            return Optional.empty();
        }
        Optional<Log.Entry<Message>> last = Optional.empty();
        boolean complete = false;
        while (!complete) {
            Log.Page<Message> page = messages.find(account, after(last));
            page.entries().forEach(action);
            complete = page.complete() || page.entries().isEmpty();
            last = page.entries().isEmpty() ? last : Optional.of(page.entries().getLast());
        }
        if (last.isEmpty()) {
            tallies.set(account, Tally.NOTHING);
        }
        return last;
    }

    private static Log.Query after(Optional<Log.Entry<Message>> last) {
        return new Log.Query(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                last.map(Log.Entry::id),
                Optional.empty(),
                false,
                PAGE);
    }

    /** Tells whether nothing waits, as far as that is known without looking. */
    boolean empty(BareJid account) {
        return tallies.of(account).filter(Tally.NOTHING::equals).isPresent();
    }

    /** Returns the oldest messages. */
    Log.Page<Message> first(BareJid account, int limit) {
        return messages.find(account, Log.Query.first(limit));
    }

    /** Removes the messages of a page that begins with the oldest, in one transaction. */
    void drop(BareJid account, Log.Page<Message> page) {
        Extent extent = Extent.NONE;
        for (Log.Entry<Message> entry : page.entries()) {
            extent = extent.plus(entry);
        }
        messages.purge(account, extent.latest().plusMillis(1), extent.count());
        if (page.complete()) {
            tallies.set(account, Tally.NOTHING);
        } else {
            tallies.forget(account);
        }
    }

    /** Removes the oldest messages up to an id. */
    void dropUpTo(BareJid account, String id) {
        Log.Page<Message> page = first(account, PAGE);
        List<Log.Entry<Message>> old =
                page.entries().stream().filter(it -> it.id().compareTo(id) <= 0).toList();
        if (!old.isEmpty()) {
            drop(account, new Log.Page<>(old, false));
        }
    }

    Optional<Log.Entry<Message>> get(BareJid account, String id) {
        return messages.get(account, id);
    }

    void remove(BareJid account, List<Log.Entry<Message>> entries) {
        for (Log.Entry<Message> entry : entries) {
            if (messages.remove(account, entry.id())) {
                tallies.of(account)
                        .ifPresent(it -> tallies.set(account, it.minus(size(entry.value()))));
            }
        }
    }

    /** Removes all messages. */
    void clear(BareJid account) {
        AtomicReference<Extent> all = new AtomicReference<>(Extent.NONE);
        each(account, entry -> all.updateAndGet(it -> it.plus(entry)));
        clear(account, Objects.requireNonNull(all.get()));
    }

    /**
     * Removes all messages, in few transactions.
     *
     * @param all how many there are, and until when they came
     */
    void clear(BareJid account, Extent all) {
        int left = all.count();
        while (left > 0) {
            int removed = messages.purge(account, all.latest().plusMillis(1), left);
            left = removed == 0 ? 0 : left - removed;
        }
        tallies.set(account, Tally.NOTHING);
    }

    /**
     * All messages of a queue.
     *
     * @param count how many there are
     * @param latest when the last one came; by a clock that was set back it is not the last in
     *     order
     */
    record Extent(int count, Instant latest) {

        static final Extent NONE = new Extent(0, Instant.EPOCH);

        Extent plus(Log.Entry<Message> entry) {
            return new Extent(count + 1, latest.isAfter(entry.time()) ? latest : entry.time());
        }
    }

    private Tally tally(BareJid account) {
        Optional<Tally> known = tallies.of(account);
        if (known.isPresent()) {
            return known.get();
        }
        AtomicReference<Tally> sum = new AtomicReference<>(Tally.NOTHING);
        each(account, entry -> sum.updateAndGet(it -> it.plus(size(entry.value()))));
        Tally counted = Objects.requireNonNull(sum.get());
        tallies.set(account, counted);
        return counted;
    }

    private static int size(Message message) {
        return message.toElement().utf8().remaining();
    }

    @Override
    public void removed(BareJid account) {
        tallies.forget(account);
    }
}
