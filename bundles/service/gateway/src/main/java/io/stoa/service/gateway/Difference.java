package io.stoa.service.gateway;

import io.stoa.gateway.Ear.Contact;
import io.stoa.jid.BareJid;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What has changed in an address book since the account was told of it. Immutable.
 *
 * @param added who is new
 * @param changed whose title or groups are others
 * @param removed who is not there any more, as it was known
 */
record Difference(
        Map<BareJid, Contact> added, Map<BareJid, Contact> changed, Map<BareJid, Contact> removed) {

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
