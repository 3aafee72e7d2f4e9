package io.stoa.testkit.account;

import io.stoa.auth.AccountException;
import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Accounts in a map, which a test fills and looks at. Not thread-safe. */
public class TestAccounts implements Accounts {

    private final Map<String, String> passwords = new TreeMap<>();
    private final Set<BareJid> admins = new HashSet<>();
    private final Set<BareJid> disabled = new HashSet<>();
    private final Map<BareJid, Long> incarnations = new HashMap<>();

    /** Makes accounts whose passwords nobody asks for. */
    public TestAccounts(BareJid... there) {
        for (BareJid account : there) {
            passwords.put(account.toString(), "");
        }
    }

    /** Adds an account. */
    public void put(BareJid account, String password) {
        passwords.put(account.toString(), password);
    }

    /** Says which incarnation an address is; 0 until then. */
    public void incarnation(BareJid account, long incarnation) {
        incarnations.put(account, incarnation);
    }

    /** Returns the passwords by account, to be looked at and changed. */
    public final Map<String, String> passwords() {
        return passwords;
    }

    @Override
    public final boolean exists(BareJid account) {
        return passwords.containsKey(account.toString());
    }

    @Override
    public void create(BareJid account, String password) {
        if (passwords.putIfAbsent(account.toString(), password) != null) {
            throw new AccountException(AccountException.Reason.EXISTS, account + " exists");
        }
    }

    @Override
    public void password(BareJid account, String password) {
        must(account);
        passwords.put(account.toString(), password);
    }

    @Override
    public void remove(BareJid account) {
        must(account);
        passwords.remove(account.toString());
    }

    private void must(BareJid account) {
        if (!exists(account)) {
            throw new AccountException(AccountException.Reason.UNKNOWN, "no account " + account);
        }
    }

    @Override
    public List<BareJid> list(String domain, String after, int limit) {
        return passwords.keySet().stream()
                .map(BareJid::parse)
                .filter(account -> account.domain().equals(domain))
                .filter(account -> account.local().compareTo(after) > 0)
                .sorted(Comparator.comparing(BareJid::local))
                .limit(limit)
                .toList();
    }

    @Override
    public boolean admin(BareJid account) {
        return admins.contains(account);
    }

    @Override
    public void admin(BareJid account, boolean admin) {
        set(admins, account, admin);
    }

    @Override
    public boolean disabled(BareJid account) {
        return disabled.contains(account);
    }

    @Override
    public void disabled(BareJid account, boolean off) {
        set(disabled, account, off);
    }

    private void set(Set<BareJid> those, BareJid account, boolean are) {
        must(account);
        if (are) {
            those.add(account);
        } else {
            those.remove(account);
        }
    }

    @Override
    public long incarnation(BareJid account) {
        return incarnations.getOrDefault(account, 0L);
    }
}
