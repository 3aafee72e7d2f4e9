package io.stoa.service.gateway;

import io.stoa.bus.Schedule;
import io.stoa.gateway.Ear.Contact;
import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.service.gateway.Suggestions.Action;
import io.stoa.stanza.Presence;
import io.stoa.stanza.StanzaException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Introduces a network's contacts to an account (XEP-0100 §7): suggests them to a client that
 * understands that, or writes them into the roster. Thread-safe; blocks, also for a client.
 */
final class Introductions {

    /** How contacts come to an account. */
    enum Manner {
        /** They are suggested to a client that can be asked; without one, they are written. */
        AUTO,
        /** They are suggested, or wait for a client that can be asked. */
        SUGGEST,
        /** They are written into the roster. */
        WRITE
    }

    /**
     * What has changed in an address book since the account was told of it. Immutable.
     *
     * @param added who is new
     * @param changed whose title or groups are others
     * @param removed who is not there any more, as it was known
     */
    private record Difference(
            Map<BareJid, Contact> added,
            Map<BareJid, Contact> changed,
            Map<BareJid, Contact> removed) {

        static Difference of(Map<BareJid, Contact> before, Map<BareJid, Contact> now) {
            Map<BareJid, Contact> added = new LinkedHashMap<>();
            Map<BareJid, Contact> changed = new LinkedHashMap<>();
            Map<BareJid, Contact> removed = new LinkedHashMap<>(before);
            removed.keySet().removeAll(now.keySet());
            now.forEach(
                    (address, contact) -> {
                        Contact known = before.get(address);
                        if (known == null) {
                            added.put(address, contact);
                        } else if (!known.title().equals(contact.title())
                                || !known.groups().equals(contact.groups())) {
                            changed.put(address, contact);
                        }
                    });
            return new Difference(added, changed, removed);
        }

        boolean isEmpty() {
            return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
        }
    }

    private final AddressBooks books;
    private final Supplier<Optional<Rosters>> rosters;
    private final Schedule schedule;
    private final Suggestions suggestions;
    private final Manner manner;

    Introductions(
            AddressBooks books,
            Supplier<Optional<Rosters>> rosters,
            Schedule schedule,
            Suggestions suggestions,
            Manner manner) {
        this.books = books;
        this.rosters = rosters;
        this.schedule = schedule;
        this.suggestions = suggestions;
        this.manner = manner;
    }

    Schedule schedule() {
        return schedule;
    }

    /** Whom the account was told of. */
    Map<BareJid, Contact> known(Place place) {
        return books.find(place);
    }

    /** One round: what has changed since the account was told last. */
    void introduce(AddressBook book, Map<BareJid, Contact> now, List<Presence> clients) {
        Place place = book.place();
        Map<BareJid, Contact> known = books.find(place);
        Difference difference = Difference.of(known, now);
        if (difference.isEmpty()) {
            return;
        }
        Optional<FullJid> able =
                manner == Manner.WRITE
                        ? Optional.empty()
                        : suggestions.able(place.gateway(), clients);
        Map<BareJid, Contact> told = new LinkedHashMap<>(known);
        if (able.isPresent()) {
            // XEP-0144 §6: additions, deletions and modifications in stanzas of their own
            suggest(new Suggestion(book, able.get(), Action.ADD, told), difference.added());
            suggest(new Suggestion(book, able.get(), Action.MODIFY, told), difference.changed());
            suggest(new Suggestion(book, able.get(), Action.DELETE, told), difference.removed());
        } else if (manner != Manner.SUGGEST) {
            write(book, difference, known, told);
        }
        if (!told.equals(known)) {
            book.open(() -> books.put(place, told));
        }
    }

    /** What is asked of a client, and whom the account has been told of. */
    private record Suggestion(
            AddressBook book, FullJid client, Action action, Map<BareJid, Contact> told) {

        void settle(BareJid address, Contact contact) {
            if (action == Action.DELETE) {
                told.remove(address);
            } else {
                told.put(address, contact);
            }
        }
    }

    /** What has no answer, or an error for one, is suggested again at the next occasion. */
    private void suggest(Suggestion suggestion, Map<BareJid, Contact> contacts) {
        AddressBook book = suggestion.book();
        Map<BareJid, Contact> batch = new LinkedHashMap<>();
        for (Map.Entry<BareJid, Contact> entry : contacts.entrySet()) {
            // §3.1 to §3.3: what is in the roster is not added, what is not, not changed
            boolean listed = listed(book.place(), entry.getKey());
            if (listed == (suggestion.action() == Action.ADD)) {
                suggestion.settle(entry.getKey(), entry.getValue());
            } else {
                batch.put(entry.getKey(), entry.getValue());
            }
        }
        for (Map<BareJid, Contact> some : Suggestions.batches(batch)) {
            boolean taken =
                    suggestions.suggest(
                            book.place().gateway(),
                            suggestion.client(),
                            suggestion.action(),
                            some,
                            book.title());
            if (!taken) {
                return;
            }
            some.forEach(suggestion::settle);
        }
    }

    private boolean listed(Place place, BareJid contact) {
        return item(place, contact).isPresent();
    }

    private Optional<RosterItem> item(Place place, BareJid contact) {
        return rosters.get()
                .flatMap(it -> it.item(place.account(), contact))
                .filter(RosterItem::listed);
    }

    private void write(
            AddressBook book,
            Difference difference,
            Map<BareJid, Contact> known,
            Map<BareJid, Contact> told) {
        Optional<Rosters> present = rosters.get();
        if (present.isEmpty()) {
            return;
        }
        Roster roster = new Roster(present.get(), book.place().account(), book.title());
        difference
                .removed()
                .forEach(
                        (address, contact) -> {
                            book.open(() -> roster.remove(address, contact));
                            told.remove(address);
                        });
        difference
                .changed()
                .forEach(
                        (address, contact) -> {
                            Contact before = known.getOrDefault(address, contact);
                            book.open(() -> roster.change(address, before, contact));
                            told.put(address, contact);
                        });
        for (Map.Entry<BareJid, Contact> entry : difference.added().entrySet()) {
            try {
                book.open(() -> roster.add(entry.getKey(), entry.getValue()));
            } catch (StanzaException full) {
                book.tooMany();
                return;
            }
            told.put(entry.getKey(), entry.getValue());
        }
    }

    /** The roster of an account, as far as its contacts in one network go. */
    private record Roster(Rosters rosters, BareJid account, String title) {

        /** Presence flows both ways; who is there already stays as it is. */
        void add(BareJid address, Contact contact) {
            rosters.update(
                    account,
                    address,
                    present ->
                            present.filter(RosterItem::listed).isPresent()
                                    ? present
                                    : Optional.of(
                                            present.orElseGet(() -> RosterItem.blank(address))
                                                    .named(
                                                            contact.title(),
                                                            Suggestions.groups(contact, title))
                                                    .with(Subscription.BOTH)));
        }

        /** What the account itself has changed stays as it is. */
        void change(BareJid address, Contact before, Contact now) {
            rosters.update(
                    account,
                    address,
                    present ->
                            present.map(
                                    it ->
                                            untouched(it, before)
                                                    ? it.named(
                                                            now.title(),
                                                            Suggestions.groups(now, title))
                                                    : it));
        }

        void remove(BareJid address, Contact before) {
            rosters.update(
                    account, address, present -> present.filter(it -> !untouched(it, before)));
        }

        private boolean untouched(RosterItem item, Contact told) {
            return item.name().equals(told.title())
                    && item.groups().equals(Suggestions.groups(told, title));
        }
    }
}
