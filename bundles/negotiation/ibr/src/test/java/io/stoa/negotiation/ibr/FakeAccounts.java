package io.stoa.negotiation.ibr;

import io.stoa.auth.AccountException;
import io.stoa.auth.AccountException.Reason;
import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;
import io.stoa.storage.StorageException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Accounts in a map. */
final class FakeAccounts implements Accounts {

    private final Map<String, String> passwords = new TreeMap<>();
    private boolean away;

    FakeAccounts with(String account, String password) {
        passwords.put(account, password);
        return this;
    }

    /** Lets the store fail from now on. */
    void goAway() {
        away = true;
    }

    Map<String, String> passwords() {
        return passwords;
    }

    @Override
    public boolean exists(BareJid account) {
        return passwords.containsKey(account.toString());
    }

    @Override
    public void create(BareJid account, String password) {
        if (away) {
            throw new StorageException("away");
        }
        if (exists(account)) {
            throw new AccountException(Reason.EXISTS, "it exists");
        }
        set(account, password);
    }

    @Override
    public void password(BareJid account, String password) {
        known(account);
        set(account, password);
    }

    private void set(BareJid account, String password) {
        if (password.equals("bad")) {
            throw new AccountException(Reason.PASSWORD, "not this password");
        }
        passwords.put(account.toString(), password);
    }

    @Override
    public void remove(BareJid account) {
        known(account);
        passwords.remove(account.toString());
    }

    private void known(BareJid account) {
        if (!exists(account)) {
            throw new AccountException(Reason.UNKNOWN, "there is no such account");
        }
    }

    @Override
    public List<BareJid> list(String domain, String after, int limit) {
        return passwords.keySet().stream().map(BareJid::parse).toList();
    }

    @Override
    public boolean admin(BareJid account) {
        return false;
    }

    @Override
    public void admin(BareJid account, boolean admin) {
        known(account);
    }
}
