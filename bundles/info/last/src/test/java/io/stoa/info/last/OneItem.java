package io.stoa.info.last;

import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Presence;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Rosters with one item in all. */
record OneItem(BareJid owner, BareJid contact, Subscription subscription) implements Rosters {

    @Override
    public List<RosterItem> items(BareJid account) {
        return account.equals(owner)
                ? List.of(RosterItem.blank(contact).with(subscription))
                : List.of();
    }

    @Override
    public Optional<RosterItem> item(BareJid account, BareJid other) {
        return items(account).stream().filter(it -> it.contact().equals(other)).findFirst();
    }

    @Override
    public Optional<RosterItem> update(
            BareJid account,
            BareJid other,
            UnaryOperator<Optional<RosterItem>> change,
            Presence... notices) {
        throw new AssertionError("nobody changes this roster");
    }
}
