package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;
import io.stoa.storage.Documents;
import io.stoa.storage.Items;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.jdbc.database.Database;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Schema;
import io.stoa.storage.jdbc.database.Settings;
import io.stoa.storage.jdbc.database.Sql;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Storage in a relational database. A writing method returns after the commit. Thread-safe.
 *
 * <p>It waits for its configuration: the database belongs into the server's data directory, which
 * no default can name.
 */
@Component(
        configurationPid = "io.stoa.storage.jdbc",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = JdbcStorage.Config.class)
public final class JdbcStorage implements Storage {

    /** The configuration. */
    @ObjectClassDefinition(name = "JDBC storage", description = "The database and its pool.")
    public @interface Config {

        /** The database. */
        @AttributeDefinition(
                description =
                        "The JDBC URL of the database: jdbc:derby: and a directory, which is made"
                                + " at the first start.")
        String url() default "jdbc:derby:${stoa.data}/derby";

        /** The user. */
        @AttributeDefinition(
                required = false,
                description = "The database's user; empty for none, as embedded Derby needs.")
        String user() default "";

        /** The password. */
        @AttributeDefinition(
                required = false,
                type = AttributeType.PASSWORD,
                description = "The password of the database's user.")
        String password() default "";

        /** The size of the pool. */
        @AttributeDefinition(
                min = "2",
                description =
                        "How many connections there may be at once; more transactions than that"
                                + " wait for one another.")
        int poolSize() default 8;

        /** The wait for a connection. */
        @AttributeDefinition(
                min = "1",
                description =
                        "How many seconds a transaction waits for a free connection before it fails"
                                + " with internal-server-error, type wait.")
        int connectionTimeout() default 10;
    }

    private final Engine engine;

    /** Opens the database, makes its tables or brings them up to date. */
    @Activate
    public JdbcStorage(Config config) {
        this(
                new Settings(
                        config.url(),
                        config.user(),
                        config.password(),
                        config.poolSize(),
                        Duration.ofSeconds(config.connectionTimeout())));
    }

    JdbcStorage(Settings settings) {
        Database database = Database.open(Dialect.of(settings), settings);
        boolean ready = false;
        try {
            new Schema(database).bringUpToDate();
            engine = new Engine(database);
            ready = true;
        } finally {
            if (!ready) {
                database.close();
            }
        }
    }

    /** Closes the pool and shuts an embedded database down. */
    @Deactivate
    public void close() {
        engine.database().close();
    }

    @Override
    public <V> Documents<V> documents(StoreSpec<V> spec) {
        return new JdbcDocuments<>(engine, spec.name(), values(spec, Shape.DOCUMENTS));
    }

    @Override
    public <V> Items<V> items(StoreSpec<V> spec) {
        return new JdbcItems<>(engine, spec.name(), values(spec, Shape.ITEMS));
    }

    @Override
    public <V> Log<V> log(StoreSpec<V> spec) {
        return new JdbcLog<>(engine, spec.name(), values(spec, Shape.LOG));
    }

    @Override
    public void erase(BareJid owner) {
        engine.database().run(connection -> erase(connection, owner));
    }

    private <V> Values<V> values(StoreSpec<V> spec, Shape shape) {
        engine.registry().check(spec, shape);
        return new Values<>(spec, shape, engine.registry());
    }

    private static int erase(Connection connection, BareJid owner) throws SQLException {
        int rows = 0;
        for (StoreRegistry.Store store : StoreRegistry.all(connection)) {
            for (String table : store.shape().tables()) {
                rows +=
                        Columns.where(Sql.of("DELETE FROM " + table), store.name(), owner)
                                .update(connection);
            }
        }
        return rows;
    }
}
