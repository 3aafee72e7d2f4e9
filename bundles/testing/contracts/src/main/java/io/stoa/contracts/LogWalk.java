package io.stoa.contracts;

import io.stoa.jid.BareJid;
import io.stoa.storage.Log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages through logs. */
final class LogWalk {

    private LogWalk() {}

    /** Reads what follows what was read, until so many entries have been seen. */
    static void follow(Log<String> log, BareJid owner, int count, List<String> ids) {
        while (ids.size() < count) {
            Optional<String> after = ids.isEmpty() ? Optional.empty() : Optional.of(ids.getLast());
            Log.Page<String> page = log.find(owner, after(Log.Query.first(7), after));
            page.entries().forEach(entry -> ids.add(entry.id()));
        }
    }

    /** Reads all that a query selects, page by page, and returns the values in the log's order. */
    static List<String> all(Log<String> log, BareJid owner, Log.Query query) {
        List<String> values = new ArrayList<>();
        Log.Query next = query;
        boolean complete = false;
        while (!complete) {
            Log.Page<String> page = log.find(owner, next);
            List<String> read = page.entries().stream().map(Log.Entry::value).toList();
            complete = page.complete();
            if (query.backwards()) {
                values.addAll(0, read);
                next = complete ? next : before(next, page.entries().getFirst().id());
            } else {
                values.addAll(read);
                next = complete ? next : after(next, Optional.of(page.entries().getLast().id()));
            }
        }
        return values;
    }

    static Log.Query after(Log.Query query, Optional<String> after) {
        return new Log.Query(
                query.with(),
                query.start(),
                query.end(),
                after,
                query.before(),
                query.backwards(),
                query.limit());
    }

    static Log.Query before(Log.Query query, String before) {
        return new Log.Query(
                query.with(),
                query.start(),
                query.end(),
                query.after(),
                Optional.of(before),
                query.backwards(),
                query.limit());
    }
}
