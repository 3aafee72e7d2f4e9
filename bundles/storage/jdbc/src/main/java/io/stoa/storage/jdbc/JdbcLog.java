package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.storage.Log;
import io.stoa.storage.jdbc.database.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Values in the order of their arrival, in {@code stoa_log}. */
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
        LogRow row =
                new LogRow(
                        0,
                        Micros.floor(time),
                        LogTag.of(with.bare(), tag),
                        with,
                        values.encode(value));
        long id =
                engine.locks()
                        .hold(
                                new Head(store, owner),
                                () -> {
                                    AtomicLong given = new AtomicLong();
                                    engine.database().settle(c -> append(c, owner, row, given));
                                    return given.get();
                                });
        return LogId.text(id);
    }

    @Override
    public Optional<Entry<V>> get(BareJid owner, String id) {
        return LogId.parse(id)
                .flatMap(
                        number -> {
                            Sql sql =
                                    here(
                                            Sql.of("SELECT " + LogRow.COLUMNS + " FROM stoa_log"),
                                            owner,
                                            number);
                            return engine.database().run(c -> sql.first(c, LogRow::read));
                        })
                .map(this::entry);
    }

    @Override
    public Optional<Entry<V>> tagged(BareJid owner, BareJid with, String tag) {
        Sql sql = LogTag.find(engine.database().dialect(), store, owner, with, tag);
        return engine.database().run(c -> sql.first(c, LogRow::read)).map(this::entry);
    }

    @Override
    public int count(BareJid owner, Query query) {
        LogSearch search = search(owner, query);
        return engine.database().run(search::count);
    }

    @Override
    public Page<V> find(BareJid owner, Query query) {
        LogSearch search = search(owner, query);
        List<Entry<V>> found =
                engine.database().run(search::run).stream().map(this::entry).toList();
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
                .map(number -> here(Sql.of("DELETE FROM stoa_log"), owner, number))
                .map(sql -> engine.database().run(c -> sql.update(c) == 1))
                .orElse(false);
    }

    @Override
    public int purge(BareJid owner, Instant before, int limit) {
        // "older than a moment": the entry's microsecond lies before the moment's
        long moment = Micros.ceiling(before);
        LogPurge purge = new LogPurge(engine.database().dialect(), store, owner);
        return engine.database().run(c -> purge.run(c, moment, limit));
    }

    private LogSearch search(BareJid owner, Query query) {
        return new LogSearch(engine.database().dialect(), store, owner, query);
    }

    private boolean append(Connection connection, BareJid owner, LogRow row, AtomicLong given)
            throws SQLException {
        Optional<LogHead> present = LogHead.read(connection, store, owner);
        LogHead head = LogHead.after(present, row.happened(), engine.ticks());
        given.set(head.lastId());
        return head.replace(present, connection, store, owner)
                && insert(connection, owner, head, row);
    }

    private boolean insert(Connection connection, BareJid owner, LogHead head, LogRow row)
            throws SQLException {
        return Sql.of(
                                "INSERT INTO stoa_log (store, owner_domain, owner_local, id,"
                                        + " happened, reached, tag, party, party_resource,"
                                        + " version, body)"
                                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                store,
                                owner.domain(),
                                owner.local(),
                                head.lastId(),
                                row.happened(),
                                head.reached(),
                                row.tag(),
                                row.with().bare().toString(),
                                Columns.marked(row.with().resource()),
                                row.body().version(),
                                row.body().bytes())
                        .update(connection)
                == 1;
    }

    private boolean replace(BareJid owner, long id, V value) {
        Body body = values.encode(value);
        Sql sql =
                here(
                        Sql.of(
                                "UPDATE stoa_log SET version = ?, body = ?",
                                body.version(),
                                body.bytes()),
                        owner,
                        id);
        return engine.database().run(c -> sql.update(c) == 1);
    }

    private Sql here(Sql sql, BareJid owner, long id) {
        return Columns.where(sql, store, owner).and(" AND id = ?", id);
    }

    private Entry<V> entry(LogRow row) {
        return new Entry<>(
                LogId.text(row.id()),
                Micros.instant(row.happened()),
                row.with(),
                values.decode(row.body()));
    }

    /** What the appends to one log queue for. */
    private record Head(String store, BareJid owner) {}
}
