package io.stoa.storage.jdbc;

import io.stoa.storage.jdbc.database.Batch;

import java.sql.SQLException;
import java.util.Optional;

/** What the appends of one transaction make of a log's head. Not thread-safe. */
final class LogGrowth implements Batch.Shared {

    private final Engine engine;
    private final LogPlace place;
    private final boolean leaving;
    private final boolean tellsAll;
    private final Optional<LogHead> before;
    private Optional<LogHead> now;

    private LogGrowth(Engine engine, LogPlace place, boolean leaving, Optional<LogHead> before) {
        this.engine = engine;
        this.place = place;
        this.leaving = leaving;
        this.tellsAll = leaving || !engine.database().dialect().alone();
        this.before = before;
        this.now = before;
    }

    static LogGrowth of(Engine engine, LogPlace place, Batch batch) throws SQLException {
        // first, for while the head is read he may be gone, and no longer leaving
        boolean leaving = engine.heads().leaving(place.owner());
        Optional<LogHead> known = engine.heads().get(place);
        Optional<LogHead> before =
                known.isPresent()
                        ? known
                        : LogHead.readLatest(batch.session(), place, batch.dialect());
        return new LogGrowth(engine, place, leaving, before);
    }

    /** Returns the head after one more entry, whose id is the last one given. */
    LogHead append(long happened) {
        LogHead next = LogHead.after(now, happened, engine.ticks());
        now = Optional.of(next);
        return next;
    }

    /** Of an owner who is being erased the row has to be touched: it may be gone. */
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

    /** What is known of an owner who was leaving may be untrue already. */
    @Override
    public void committed() {
        now.filter(head -> !leaving).ifPresent(head -> engine.heads().put(place, head));
    }

    @Override
    public void abandoned() {
        engine.heads().forget(place);
    }
}
