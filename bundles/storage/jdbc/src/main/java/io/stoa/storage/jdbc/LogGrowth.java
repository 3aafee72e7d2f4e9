package io.stoa.storage.jdbc;

import io.stoa.storage.jdbc.database.Batch;

import java.sql.SQLException;
import java.util.Optional;

/** What the appends of one transaction make of a log's head. Not thread-safe. */
final class LogGrowth implements Batch.Shared {

    private final Engine engine;
    private final LogPlace place;
    private final boolean tellsAll;
    private final Optional<LogHead> before;
    private Optional<LogHead> now;

    private LogGrowth(Engine engine, LogPlace place, boolean tellsAll, Optional<LogHead> before) {
        this.engine = engine;
        this.place = place;
        this.tellsAll = tellsAll;
        this.before = before;
        this.now = before;
    }

    static LogGrowth of(Engine engine, LogPlace place, Batch batch) throws SQLException {
        Optional<LogHead> known = engine.heads().get(place);
        Optional<LogHead> before =
                known.isPresent()
                        ? known
                        : LogHead.readLatest(batch.session(), place, batch.dialect());
        // of an owner who is being erased the row has to be touched: it may be gone
        boolean tellsAll = !batch.dialect().alone() || engine.heads().leaving(place.owner());
        return new LogGrowth(engine, place, tellsAll, before);
    }

    /** Returns the head after one more entry, whose id is the last one given. */
    LogHead append(long happened) {
        LogHead next = LogHead.after(now, happened, engine.ticks());
        now = Optional.of(next);
        return next;
    }

    @Override
    public void finish(Batch batch) {
        now.filter(head -> tellsAll || head.tells(before))
                .map(head -> tellsAll ? head.exact() : head.ahead())
                .ifPresent(
                        head -> {
                            now = Optional.of(head);
                            batch.changeOne(head.replace(before, place, batch.dialect()));
                        });
    }

    @Override
    public void committed() {
        now.ifPresent(head -> engine.heads().put(place, head));
    }

    @Override
    public void abandoned() {
        engine.heads().forget(place);
    }
}
