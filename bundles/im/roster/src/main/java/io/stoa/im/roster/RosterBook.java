package io.stoa.im.roster;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.im.RosterItem;
import io.stoa.im.RosterListener;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Presence;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.Storage;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The one writer of all rosters: it stores a change, remembers it and pushes it, one change of an
 * account at a time, so that pushes leave in the order of the changes (RFC 6121 §2.6.3). Rosters of
 * accounts that are online are kept in memory. Thread-safe; blocks.
 */
@Component(
        configurationPid = "io.stoa.im.roster",
        service = {RosterBook.class, Rosters.class})
public final class RosterBook implements Rosters {

    private static final int LOCKS = 256;

    private final RosterStore store;
    private final RosterCache cache;
    private final RosterPush push;
    private final int limit;
    private final List<RosterListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(LOCKS).toList();

    /** Opens the book. */
    @Activate
    public RosterBook(
            @Reference(policyOption = GREEDY) Storage storage,
            @Reference(policyOption = GREEDY) Sessions sessions,
            RosterHandler.Config config) {
        this.store = new RosterStore(storage);
        this.cache = new RosterCache(sessions, config.cachedRosters());
        this.push = new RosterPush(sessions, listeners);
        this.limit = config.items();
    }

    /** Takes who wants to know of changes. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindListener(RosterListener listener) {
        listeners.add(listener);
    }

    /** Forgets who wanted to know. */
    public void unbindListener(RosterListener listener) {
        listeners.remove(listener);
    }

    @Override
    public List<RosterItem> items(BareJid account) {
        return roster(account).items();
    }

    @Override
    public Optional<RosterItem> item(BareJid account, BareJid contact) {
        Optional<Roster> cached = cache.get(account);
        return cached.isPresent()
                ? cached.get().item(contact.toString())
                : store.item(account, contact);
    }

    @Override
    public Optional<RosterItem> update(
            BareJid account,
            BareJid contact,
            UnaryOperator<Optional<RosterItem>> change,
            Presence... notices) {
        Lock lock = lock(account);
        lock.lock();
        try {
            Change planned = Change.of(item(account, contact), change);
            if (!planned.none()) {
                make(account, contact, planned, change, notices);
            }
            return planned.before();
        } finally {
            lock.unlock();
        }
    }

    private void make(
            BareJid account,
            BareJid contact,
            Change planned,
            UnaryOperator<Optional<RosterItem>> change,
            Presence... notices) {
        if (planned.adds() && store.count(account) >= limit) {
            throw new StanzaException(
                    StanzaError.of(
                            Condition.RESOURCE_CONSTRAINT,
                            "a roster has at most " + limit + " items"));
        }
        boolean visible = planned.visible();
        // The version goes first: were the process to die in between, clients would merely ask for
        // a roster they have; the other way round they would keep one that has changed.
        String version = visible ? store.nextVersion(account) : "";
        Change made = store.change(account, contact, change);
        cache.change(
                account,
                roster ->
                        roster.with(
                                visible ? version : roster.version(),
                                contact.toString(),
                                made.after()));
        push.notices(account, notices);
        if (visible) {
            push.push(account, contact, made.after(), version);
        }
    }

    /** Returns the whole roster of an account. */
    Roster roster(BareJid account) {
        Optional<Roster> cached = cache.get(account);
        if (cached.isPresent()) {
            return cached.get();
        }
        Lock lock = lock(account);
        lock.lock();
        try {
            return cache.get(account).orElseGet(() -> cache.keep(account, store.read(account)));
        } finally {
            lock.unlock();
        }
    }

    /** Makes a session one that gets pushes (§2.2: an interested resource). */
    void interest(Session session) {
        push.interest(session);
    }

    /** Forgets what is remembered of an account whose data has been erased. */
    void forget(BareJid account) {
        cache.remove(account);
    }

    private Lock lock(BareJid account) {
        return locks.get(Math.floorMod(account.hashCode(), LOCKS));
    }
}
