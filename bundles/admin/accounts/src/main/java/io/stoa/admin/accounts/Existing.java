package io.stoa.admin.accounts;

import io.stoa.admin.AdminException;
import io.stoa.admin.Form;
import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;

/** The account that a command is about. Stateless. */
final class Existing {

    private Existing() {}

    /** Returns the account of the field {@code jid}, which must be there. */
    static BareJid account(Accounts accounts, Form form) {
        BareJid account = form.jid("jid");
        if (!accounts.exists(account)) {
            throw new AdminException("there is no account " + account);
        }
        return account;
    }
}
