package io.stoa.im.mam.retention;

import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;

import java.util.List;

/** Accounts that there are, and nothing else about them. */
record TestAccounts(List<BareJid> known) implements Accounts {

    @Override
    public boolean exists(BareJid account) {
        return known.contains(account);
    }

    @Override
    public void create(BareJid account, String password) {
        throw new IllegalStateException("not expected");
    }

    @Override
    public void password(BareJid account, String password) {
        throw new IllegalStateException("not expected");
    }

    @Override
    public void remove(BareJid account) {
        throw new IllegalStateException("not expected");
    }

    @Override
    public List<BareJid> list(String domain, String after, int limit) {
        return known.stream()
                .filter(it -> it.domain().equals(domain) && it.local().compareTo(after) > 0)
                .sorted()
                .limit(limit)
                .toList();
    }

    @Override
    public boolean admin(BareJid account) {
        return false;
    }

    @Override
    public void admin(BareJid account, boolean admin) {
        throw new IllegalStateException("not expected");
    }
}
