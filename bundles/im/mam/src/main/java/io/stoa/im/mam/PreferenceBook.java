package io.stoa.im.mam;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.Codec;
import io.stoa.storage.Documents;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What accounts want to have archived (XEP-0441). Every message asks, so the answers are
 * remembered: they change in the account's own lane only, as they are asked for. Thread-safe;
 * blocks.
 */
@Component(configurationPid = "io.stoa.im.mam", service = PreferenceBook.class)
public final class PreferenceBook {

    private static final StoreSpec<Preferences> STORE =
            new StoreSpec<>(
                    "archive-preferences",
                    1,
                    new Codec<>(
                            Preferences::toElement,
                            (element, version) -> Preferences.from(element)));

    private static final int REMEMBERED = 20_000;

    /** Longer lists are read whenever they are needed: their owner pays for them, not all. */
    private static final int REMEMBERED_LISTS = 50;

    /** Who is in whose roster, if anybody knows. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable Rosters rosters;

    private final Documents<Preferences> documents;
    private final ConcurrentHashMap<BareJid, Preferences> remembered = new ConcurrentHashMap<>();
    private final Preferences unsaid;
    private final int listed;

    /** Opens the store. */
    @Activate
    public PreferenceBook(
            @Reference(policyOption = GREEDY) Storage storage, MamHandler.Config config) {
        this.documents = storage.documents(STORE);
        this.unsaid =
                Preferences.of(
                        Preferences.Default.of(config.archive())
                                .orElseThrow(
                                        () ->
                                                new IllegalArgumentException(
                                                        "archive is always, never or roster")));
        this.listed = config.listedJids();
    }

    /** Tells whether an account wants messages to and from somebody to be archived. */
    boolean archives(BareJid account, Jid other) {
        Preferences preferences = get(account);
        return preferences
                .listed(other)
                .orElseGet(
                        () ->
                                switch (preferences.otherwise()) {
                                    case ALWAYS -> true;
                                    case NEVER -> false;
                                    case ROSTER -> knows(account, other.bare());
                                });
    }

    /**
     * §2.3.1: the bare address is compared; one's own counts, for nobody is in one's own roster.
     */
    private boolean knows(BareJid account, BareJid other) {
        Rosters known = rosters;
        return account.equals(other)
                || (known != null
                        && known.item(account, other).filter(RosterItem::listed).isPresent());
    }

    /** Returns the preferences of an account. */
    Preferences get(BareJid account) {
        Preferences known = remembered.get(account);
        if (known != null) {
            return known;
        }
        Preferences read = documents.get(account).orElse(unsaid);
        remember(account, read);
        return read;
    }

    private void remember(BareJid account, Preferences read) {
        if (remembered.size() >= REMEMBERED) {
            remembered.clear();
        }
        if (read.length() <= REMEMBERED_LISTS) {
            remembered.put(account, read);
        }
    }

    /**
     * Sets the preferences of an account.
     *
     * @throws StanzaException with {@code policy-violation} when the lists are too long
     */
    void set(BareJid account, Preferences preferences) {
        if (preferences.length() > listed) {
            throw new StanzaException(
                    StanzaError.of(
                            Condition.POLICY_VIOLATION,
                            "the lists may have " + listed + " addresses, not more"));
        }
        documents.update(account, earlier -> Optional.of(preferences));
        remembered.remove(account);
        remember(account, preferences);
    }

    /** Forgets what is remembered of an account whose data has been erased. */
    void forget(BareJid account) {
        remembered.remove(account);
    }
}
