package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;
import io.stoa.storage.Documents;
import io.stoa.storage.jdbc.database.Sql;
import io.stoa.storage.jdbc.values.Values;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One value for each owner, in {@code stoa_documents}. */
final class JdbcDocuments<V> implements Documents<V> {

    private final Engine engine;
    private final String store;
    private final Cells<V> cells;

    JdbcDocuments(Engine engine, String store, Values<V> values) {
        this.engine = engine;
        this.store = store;
        this.cells = new Cells<>(engine, values);
    }

    @Override
    public Optional<V> get(BareJid owner) {
        return cells.get(Cell.document(store, owner));
    }

    @Override
    public void update(BareJid owner, UnaryOperator<Optional<V>> change) {
        cells.update(Cell.document(store, owner), change);
    }

    @Override
    public List<BareJid> owners(String domain, String after, int limit) {
        Sql sql =
                Sql.of(
                        "SELECT owner_local FROM stoa_documents"
                                + " WHERE store = ? AND owner_domain = ?",
                        store,
                        domain);
        if (!after.isEmpty()) {
            sql.and(" AND owner_local > ?", after);
        }
        sql.and(" ORDER BY owner_local FETCH FIRST ? ROWS ONLY", limit);
        return engine.database()
                .read(c -> sql.list(c, row -> BareJid.of(row.getString(1), domain)));
    }
}
