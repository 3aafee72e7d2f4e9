package io.stoa.service.gateway;

import io.stoa.gateway.Ear;
import io.stoa.gateway.NetworkException;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a network tells in one attempt to be logged in: nothing of it is trusted. Names that cannot
 * be addresses are left out, the others without the blanks around them, which no address has; texts
 * are cut and made fit for XML. Thread-safe.
 */
final class Hearing implements Ear {

    /** RFC 6121 §4.7.2.1. */
    private static final Set<String> SHOWS = Set.of("away", "chat", "dnd", "xa");

    private static final int LONGEST_BODY = 60_000;
    private static final int LONGEST = 1_000;
    private static final int LONGEST_TITLE = 200;
    private static final int GROUPS = 10;

    private final Wire wire;
    private final int attempt;

    Hearing(Wire wire, int attempt) {
        this.wire = wire;
        this.attempt = attempt;
    }

    private Optional<BareJid> address(String name) {
        return Addresses.of(name, wire.place().domain());
    }

    private Optional<Named> named(String name) {
        return address(name).map(it -> new Named(it, name.strip()));
    }

    private static Contact clean(Contact contact) {
        return new Contact(
                contact.name().strip(),
                Exchange.clean(contact.title(), LONGEST_TITLE),
                contact.groups().stream()
                        .filter(it -> !it.isBlank())
                        .map(it -> Exchange.clean(it, LONGEST_TITLE))
                        .limit(GROUPS)
                        .toList());
    }

    @Override
    public void contacts(List<Contact> contacts) {
        List<Contact> named =
                contacts.stream().filter(it -> addressed(it.name())).map(Hearing::clean).toList();
        if (wire.told(attempt, talk -> talk.spell(named))) {
            wire.book().all(named);
        }
    }

    @Override
    public void contact(Contact contact) {
        if (addressed(contact.name())) {
            Contact named = clean(contact);
            if (wire.told(attempt, talk -> talk.spell(List.of(named)))) {
                wire.book().one(named);
            }
        }
    }

    private boolean addressed(String name) {
        return address(name).isPresent();
    }

    @Override
    public void removed(String name) {
        Optional<BareJid> address = address(name);
        if (address.isPresent() && wire.told(attempt, talk -> {})) {
            wire.book().without(address.get());
        }
    }

    @Override
    public void asks(String name, String text) {
        String said = Exchange.clean(text, LONGEST);
        named(name).ifPresent(from -> wire.heard(attempt, talk -> talk.asked(from, said)));
    }

    @Override
    public void presence(String name, boolean available, String show, String status) {
        named(name)
                .ifPresent(
                        it -> {
                            Presence presence = presence(it.address(), available, show, status);
                            wire.told(attempt, talk -> talk.seen(it, presence));
                        });
    }

    private Presence presence(BareJid contact, boolean available, String show, String status) {
        BareJid account = wire.place().account();
        return available
                ? Exchange.available(
                        contact,
                        account,
                        SHOWS.contains(show) ? show : "",
                        Exchange.clean(status, LONGEST))
                : Exchange.unavailable(contact, account);
    }

    @Override
    public void said(String name, String text) {
        said(name, text, "");
    }

    @Override
    public void said(String name, String text, String id) {
        named(name)
                .ifPresent(
                        from -> {
                            Message message =
                                    Exchange.message(
                                            from.address(),
                                            wire.place().account(),
                                            Exchange.clean(text, LONGEST_BODY));
                            wire.heard(attempt, talk -> talk.heard(from, message, id));
                        });
    }

    @Override
    public void delivered(String name, String id) {
        address(name).ifPresent(it -> wire.told(attempt, talk -> talk.delivered(it, id)));
    }

    @Override
    public void lost(NetworkException why) {
        wire.lost(why, attempt);
    }

    /** Somebody, as the network has just spelled the name. */
    record Named(BareJid address, String name) {}
}
