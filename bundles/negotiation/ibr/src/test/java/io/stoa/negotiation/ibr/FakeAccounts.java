package io.stoa.negotiation.ibr;

import io.stoa.auth.AccountException;
import io.stoa.auth.AccountException.Reason;
import io.stoa.jid.BareJid;
import io.stoa.storage.StorageException;
import io.stoa.testkit.account.TestAccounts;

/** Accounts whose store can be away, and which do not take every password. */
final class FakeAccounts extends TestAccounts {

    private boolean away;

    FakeAccounts with(String account, String password) {
        put(BareJid.parse(account), password);
        return this;
    }

    /** Lets the store fail from now on. */
    void goAway() {
        away = true;
    }

    @Override
    public void create(BareJid account, String password) {
        if (away) {
            throw new StorageException("away");
        }
        super.create(account, good(password));
    }

    @Override
    public void password(BareJid account, String password) {
        super.password(account, good(password));
    }

    private static String good(String password) {
        if (password.equals("bad")) {
            throw new AccountException(Reason.PASSWORD, "not this password");
        }
        return password;
    }
}
