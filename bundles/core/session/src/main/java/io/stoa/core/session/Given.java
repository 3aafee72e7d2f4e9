package io.stoa.core.session;

import io.stoa.core.session.backlog.Unacked.Origin;
import io.stoa.jid.BareJid;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What accounts were given out of stores since the process has started, of that which will come
 * again because its sender has not heard that it was kept before the crash. Thread-safe; nearly
 * always empty.
 */
final class Given {

    private final Map<Origin, BareJid> accounts = new ConcurrentHashMap<>(2);

    void add(Origin origin, BareJid account) {
        accounts.put(origin, account);
    }

    /** Tells whether an account has been given what comes now. */
    boolean before(@Nullable Origin origin, BareJid account) {
        return origin != null && !accounts.isEmpty() && account.equals(accounts.get(origin));
    }

    /** It will not come again. */
    void forget(String id, long number) {
        if (!accounts.isEmpty()) {
            accounts.remove(new Origin(id, number));
        }
    }

    /** Nothing of a session will come again. */
    void forget(String id) {
        if (!accounts.isEmpty()) {
            accounts.keySet().removeIf(origin -> origin.id().equals(id));
        }
    }
}
