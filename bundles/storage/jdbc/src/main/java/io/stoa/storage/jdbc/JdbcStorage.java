package io.stoa.storage.jdbc;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.jid.BareJid;
import io.stoa.lifecycle.Waits;
import io.stoa.storage.Documents;
import io.stoa.storage.Items;
import io.stoa.storage.Log;
import io.stoa.storage.SchemaVersions;
import io.stoa.storage.Storage;
import io.stoa.storage.StorageException;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.jdbc.database.Database;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Schema;
import io.stoa.storage.jdbc.database.Session;
import io.stoa.storage.jdbc.database.Settings;
import io.stoa.storage.jdbc.database.Sql;
import io.stoa.storage.jdbc.values.Shape;
import io.stoa.storage.jdbc.values.StoreRegistry;
import io.stoa.storage.jdbc.values.Values;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

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
public final class JdbcStorage implements Storage, SchemaVersions {

    /** The configuration. */
    @ObjectClassDefinition(name = "JDBC storage", description = "The database and its pool.")
    public @interface Config {

        /** The database. */
        @AttributeDefinition(
                description =
                        "The JDBC URL of the database: jdbc:derby: and a directory, which is made"
                                + " at the first start, or jdbc:postgresql://host:port/database,"
                                + " which has to be there.")
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
                description = "The password of the database's user; better in passwordFile.")
        String password() default "";

        /** The file of the password. */
        @AttributeDefinition(
                required = false,
                description =
                        "A file whose first line is the password of the database's user; it comes"
                                + " before password. Only the server should be able to read it.")
        String passwordFile() default "";

        /** The size of the pool. */
        @AttributeDefinition(
                min = "2",
                description =
                        "How many connections there may be at once; more transactions than that"
                                + " wait for one another. Two of them write.")
        int poolSize() default 8;

        /** The wait for a connection. */
        @AttributeDefinition(
                min = "1",
                description =
                        "How many seconds a transaction waits for its turn and a free connection"
                                + " before it fails with internal-server-error, type wait. Keep it"
                                + " below io.stoa.core.lease:stuckSeconds.")
        int connectionTimeout() default 3;
    }

    private final Engine engine;

    /** Opens the database, makes its tables or brings them up to date. */
    @Activate
    public JdbcStorage(Config config, @Reference(policyOption = GREEDY) Waits waits) {
        this(open(settings(config), waits));
    }

    JdbcStorage(Settings settings) {
        this(Database.open(Dialect.of(settings), settings));
    }

    private static Database open(Settings settings, Waits waits) {
        return Database.open(Dialect.of(settings), settings, waits);
    }

    private static Settings settings(Config config) {
        return new Settings(
                config.url(),
                config.user(),
                password(config),
                config.poolSize(),
                Duration.ofSeconds(config.connectionTimeout()));
    }

    JdbcStorage(Database database) {
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
        LogHeads heads = engine.heads();
        if (engine.database().dialect().alone()) {
            // elsewhere every append touches the row, and finds out by itself
            engine.database().between(() -> heads.leave(owner));
        }
        try {
            engine.database().run(session -> erase(session, owner));
        } finally {
            heads.left(owner);
        }
    }

    @Override
    public SortedMap<String, Integer> stored() {
        SortedMap<String, Integer> versions = new TreeMap<>();
        engine.database()
                .read(StoreRegistry::all)
                .forEach(store -> versions.put(store.name(), store.version()));
        return versions;
    }

    private static String password(Config config) {
        if (config.passwordFile().isEmpty()) {
            return config.password();
        }
        Path file = Path.of(config.passwordFile());
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException | UncheckedIOException e) {
            throw new StorageException(
                    "io.stoa.storage.jdbc:passwordFile %s cannot be read".formatted(file), e);
        }
    }

    private <V> Values<V> values(StoreSpec<V> spec, Shape shape) {
        engine.registry().check(spec, shape);
        return new Values<>(spec, shape, engine.registry());
    }

    private static int erase(Session session, BareJid owner) throws SQLException {
        int rows = 0;
        for (StoreRegistry.Store store : StoreRegistry.all(session)) {
            Optional<LogHead> head =
                    store.shape() == Shape.LOG
                            ? LogHead.read(session, new LogPlace(store.name(), owner))
                            : Optional.empty();
            rows +=
                    Columns.where(
                                    Sql.of("DELETE FROM " + store.shape().table()),
                                    store.name(),
                                    owner)
                            .update(session);
            // the head is gone: who would append waits, so that no entry is left behind
            if (head.isPresent()) {
                rows += head.get().where(Sql.of("DELETE FROM stoa_entries")).update(session);
            }
        }
        return rows;
    }
}
