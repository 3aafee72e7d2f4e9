package io.stoa.auth.internal;

import io.stoa.auth.AccountException;
import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;

import java.util.concurrent.Callable;

/** Tries to create an account and tells whether it did. */
record Creation(Accounts accounts, BareJid account, String password) implements Callable<Boolean> {

    @Override
    public Boolean call() {
        try {
            accounts.create(account, password);
            return true;
        } catch (AccountException e) {
            return false;
        }
    }
}
