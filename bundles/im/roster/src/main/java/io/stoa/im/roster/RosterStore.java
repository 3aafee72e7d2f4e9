package io.stoa.im.roster;

import io.stoa.im.RosterItem;
import io.stoa.jid.BareJid;
import io.stoa.storage.Codec;
import io.stoa.storage.Documents;
import io.stoa.storage.Items;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Keeps rosters and their versions. Thread-safe; blocks. */
final class RosterStore {

    static final StoreSpec<RosterItem> ITEMS =
            new StoreSpec<>(
                    "roster",
                    1,
                    new Codec<>(
                            ItemElements::store,
                            (element, version) -> ItemElements.restore(element)));

    static final StoreSpec<String> VERSION =
            new StoreSpec<>(
                    "roster-version",
                    1,
                    new Codec<>(
                            text -> Element.of(ItemElements.NAMESPACE, "version", new Text(text)),
                            (element, version) -> element.text()));

    /** The version of a roster that was never changed: it is empty. */
    private static final String UNTOUCHED = "0";

    private final Items<RosterItem> items;
    private final Documents<String> versions;

    RosterStore(Storage storage) {
        this.items = storage.items(ITEMS);
        this.versions = storage.documents(VERSION);
    }

    Roster read(BareJid account) {
        return Roster.of(version(account), new TreeMap<>(items.all(account)));
    }

    Optional<RosterItem> item(BareJid account, BareJid contact) {
        return items.get(account, contact.toString());
    }

    int count(BareJid account) {
        return items.count(account);
    }

    String version(BareJid account) {
        return versions.get(account).orElse(UNTOUCHED);
    }

    /** Changes an item in one transaction. */
    Change change(BareJid account, BareJid contact, UnaryOperator<Optional<RosterItem>> operator) {
        AtomicReference<Change> made =
                new AtomicReference<>(new Change(Optional.empty(), Optional.empty()));
        items.update(
                account,
                contact.toString(),
                present -> {
                    Change change = Change.of(present, operator);
                    made.set(change);
                    return change.after();
                });
        return Objects.requireNonNull(made.get());
    }

    /**
     * Gives the account a new version and returns it (RFC 6121 §2.6.3: unique). Its first part is
     * random, lest an account that was removed and made again repeat what clients remember.
     */
    String nextVersion(BareJid account) {
        AtomicReference<String> given = new AtomicReference<>(UNTOUCHED);
        versions.update(
                account,
                present -> {
                    String next = present.map(RosterStore::after).orElseGet(RosterStore::first);
                    given.set(next);
                    return Optional.of(next);
                });
        return Objects.requireNonNull(given.get());
    }

    private static String first() {
        return UUID.randomUUID().toString().substring(0, 8) + "-1";
    }

    private static String after(String version) {
        int dash = version.lastIndexOf('-');
        long number = Long.parseLong(version.substring(dash + 1));
        return version.substring(0, dash + 1) + (number + 1);
    }
}
