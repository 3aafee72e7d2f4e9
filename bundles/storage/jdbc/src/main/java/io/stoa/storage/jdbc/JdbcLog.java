package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.storage.Log;
import io.stoa.storage.jdbc.database.Batch;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Session;
import io.stoa.storage.jdbc.database.Sql;
import io.stoa.storage.jdbc.values.Body;
import io.stoa.storage.jdbc.values.Values;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Values in the order of their arrival, in {@code stoa_entries}. */
final class JdbcLog<V> implements Log<V> {

    private final Engine engine;
    private final String store;
    private final Values<V> values;

    JdbcLog(Engine engine, String store, Values<V> values) {
        this.engine = engine;
        this.store = store;
        this.values = values;
    }

    @Override
    public String append(BareJid owner, Instant time, Jid with, String tag, V value) {
        LogPlace place = place(owner);
        LogRow row =
                new LogRow(
                        0,
                        Micros.floor(time),
                        LogTag.of(with.bare(), tag),
                        with,
                        values.encode(value));
        return LogId.text(engine.database().settle(place, batch -> append(batch, place, row)));
    }

    @Override
    public Optional<Entry<V>> get(BareJid owner, String id) {
        return LogId.parse(id).flatMap(number -> read(owner, number)).map(this::entry);
    }

    @Override
    public Optional<Entry<V>> tagged(BareJid owner, BareJid with, String tag) {
        return engine.database()
                .read(
                        session -> {
                            Optional<LogHead> head = LogHead.read(session, place(owner));
                            return head.isEmpty()
                                    ? Optional.<LogRow>empty()
                                    : LogTag.find(dialect(), head.get(), with, tag)
                                            .first(session, LogRow::read);
                        })
                .map(this::entry);
    }

    @Override
    public int count(BareJid owner, Query query) {
        return engine.database()
                .read(
                        session -> {
                            Optional<LogHead> head = LogHead.read(session, place(owner));
                            return head.isEmpty()
                                    ? 0
                                    : new LogSearch(dialect(), head.get(), query).count(session);
                        });
    }

    @Override
    public Page<V> find(BareJid owner, Query query) {
        List<Entry<V>> found =
                engine.database().read(session -> search(session, owner, query)).stream()
                        .map(this::entry)
                        .toList();
        boolean complete = found.size() <= query.limit();
        List<Entry<V>> page = complete ? found : found.subList(0, query.limit());
        return new Page<>(query.backwards() ? page.reversed() : page, complete);
    }

    @Override
    public boolean replace(BareJid owner, String id, V value) {
        return LogId.parse(id).map(number -> replace(owner, number, value)).orElse(false);
    }

    @Override
    public boolean remove(BareJid owner, String id) {
        return LogId.parse(id)
                .map(number -> here(Sql.of("DELETE FROM stoa_entries"), owner, number))
                .map(sql -> changed(owner, sql))
                .orElse(false);
    }

    @Override
    public int purge(BareJid owner, Instant before, int limit) {
        // "older than a moment": the entry's microsecond lies before the moment's
        long moment = Micros.ceiling(before);
        return engine.database()
                .run(
                        session -> {
                            Optional<LogHead> head = LogHead.read(session, place(owner));
                            return head.isEmpty()
                                    ? 0
                                    : new LogPurge(dialect(), head.get())
                                            .run(session, moment, limit);
                        });
    }

    private LogPlace place(BareJid owner) {
        return new LogPlace(store, owner);
    }

    private Supplier<Long> append(Batch batch, LogPlace place, LogRow row) throws SQLException {
        LogGrowth growth =
                batch.share(place, LogGrowth.class, () -> LogGrowth.of(engine, place, batch));
        LogHead head = growth.append(row.happened());
        batch.changeOne(row.insert(head));
        return head::lastId;
    }

    private Optional<LogRow> read(BareJid owner, long id) {
        Sql sql = here(Sql.of("SELECT " + LogRow.COLUMNS + " FROM stoa_entries"), owner, id);
        return engine.database().read(session -> sql.first(session, LogRow::read));
    }

    private List<LogRow> search(Session session, BareJid owner, Query query) throws SQLException {
        Optional<LogHead> head = LogHead.read(session, place(owner));
        return head.isEmpty()
                ? List.of()
                : new LogSearch(dialect(), head.get(), query).run(session);
    }

    private Dialect dialect() {
        return engine.database().dialect();
    }

    private boolean replace(BareJid owner, long id, V value) {
        Body body = values.encode(value);
        Sql sql =
                Sql.of(
                        "UPDATE stoa_entries SET version = ?, body = ?",
                        body.version(),
                        body.bytes());
        return changed(owner, here(sql, owner, id));
    }

    private boolean changed(BareJid owner, Sql sql) {
        return engine.database().settle(place(owner), batch -> batch.change(sql)::rows) == 1;
    }

    /** Restricts a statement on the entries to one of an owner. */
    private Sql here(Sql sql, BareJid owner, long id) {
        return place(owner)
                .where(sql.and(" WHERE log = (SELECT log FROM stoa_logs"))
                .and(") AND id = ?", id);
    }

    private Entry<V> entry(LogRow row) {
        return new Entry<>(
                LogId.text(row.id()),
                Micros.instant(row.happened()),
                row.with(),
                values.decode(row.body()));
    }
}
