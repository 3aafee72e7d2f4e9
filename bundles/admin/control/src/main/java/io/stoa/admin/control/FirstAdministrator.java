package io.stoa.admin.control;

import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;

import java.util.Optional;

/** Makes {@code admin@} the first domain on the very first start, when there is no account yet. */
final class FirstAdministrator {

    private FirstAdministrator() {}

    /**
     * An account and its password.
     *
     * @param account the new administrator
     * @param password shown once, kept nowhere
     */
    record Created(BareJid account, String password) {}

    static Optional<Created> create(Accounts accounts, String domain) {
        if (!accounts.list(domain, "", 1).isEmpty()) {
            return Optional.empty();
        }
        Created created = new Created(BareJid.of("admin", domain), Passwords.random());
        accounts.create(created.account(), created.password());
        accounts.admin(created.account(), true);
        return Optional.of(created);
    }
}
