package io.stoa.admin.accounts;

import io.stoa.auth.AccountException;
import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Accounts in a map. */
final class FakeAccounts implements Accounts {

    final SortedMap<String, String> passwords = new TreeMap<>();
    private final Set<BareJid> admins = new HashSet<>();
    private final Set<BareJid> disabled = new HashSet<>();

    @Override
    public boolean exists(BareJid account) {
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
    public boolean disabled(BareJid account) {
        return disabled.contains(account);
    }

    @Override
    public void disabled(BareJid account, boolean off) {
        must(account);
        if (off) {
            disabled.add(account);
        } else {
            disabled.remove(account);
        }
    }

    @Override
    public void admin(BareJid account, boolean admin) {
        must(account);
        if (admin) {
            admins.add(account);
        } else {
            admins.remove(account);
        }
    }
}
