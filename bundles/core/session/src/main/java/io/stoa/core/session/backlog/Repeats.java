package io.stoa.core.session.backlog;

import io.stoa.core.session.backlog.Unacked.Origin;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * What a session was given of stanzas that were handled in part when the process ended: their
 * senders send them again, and that part is not repeated. Used under the session's lock.
 */
public final class Repeats {

    // null nearly always: only sessions from before a crash have any
    private @Nullable Map<Origin, Integer> left;

    /** Begins as it was before the process ended. */
    public void restore(Map<Origin, Integer> before) {
        left = before.isEmpty() ? null : new HashMap<>(before);
    }

    /** Tells whether something that comes now is here already, which holds once for each. */
    public boolean take(Origin origin) {
        Map<Origin, Integer> present = left;
        Integer times = present == null ? null : present.get(origin);
        if (present == null || times == null) {
            return false;
        }
        if (times > 1) {
            present.put(origin, times - 1);
        } else {
            present.remove(origin);
            left = present.isEmpty() ? null : present;
        }
        return true;
    }

    /** Returns what may come yet. */
    public Map<Origin, Integer> left() {
        Map<Origin, Integer> present = left;
        return present == null ? Map.of() : Map.copyOf(present);
    }
}
