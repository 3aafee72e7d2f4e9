package io.stoa.im.roster;

import io.stoa.im.RosterItem;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole roster as it is at one moment. Immutable.
 *
 * @param version names this state of what the client sees (RFC 6121 §2.1.1)
 * @param byContact the items by the text of the contact's address, in that order
 * @param items the same items as a list
 */
record Roster(String version, SortedMap<String, RosterItem> byContact, List<RosterItem> items) {

    static Roster of(String version, SortedMap<String, RosterItem> byContact) {
        return new Roster(
                version,
                Collections.unmodifiableSortedMap(byContact),
                List.copyOf(byContact.values()));
    }

    Optional<RosterItem> item(String contact) {
        return Optional.ofNullable(byContact.get(contact));
    }

    /** Returns the roster after a change that has got a version. */
    Roster with(String newer, String contact, Optional<RosterItem> item) {
        SortedMap<String, RosterItem> changed = new TreeMap<>(byContact);
        item.ifPresentOrElse(it -> changed.put(contact, it), () -> changed.remove(contact));
        return of(newer, changed);
    }
}
