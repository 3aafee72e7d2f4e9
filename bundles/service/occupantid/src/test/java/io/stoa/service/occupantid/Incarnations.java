package io.stoa.service.occupantid;

import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Accounts of which only that is known; all others are from before there were such numbers. */
final class Incarnations implements Accounts {

    private final Map<BareJid, Long> known = new HashMap<>();

    void put(BareJid account, long incarnation) {
        known.put(account, incarnation);
    }

    @Override
    public long incarnation(BareJid account) {
        return known.getOrDefault(account, 0L);
    }

    @Override
    public boolean exists(BareJid account) {
        return known.containsKey(account);
    }

    @Override
    public List<BareJid> list(String domain, String after, int limit) {
        return List.of();
    }

    @Override
    public boolean admin(BareJid account) {
        return false;
    }

    @Override
    public void create(BareJid account, String password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void password(BareJid account, String password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(BareJid account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void admin(BareJid account, boolean admin) {
        throw new UnsupportedOperationException();
    }
}
