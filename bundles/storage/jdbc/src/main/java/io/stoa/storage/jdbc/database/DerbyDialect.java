package io.stoa.storage.jdbc.database;

import io.stoa.storage.StorageException;

import org.apache.derby.jdbc.EmbeddedDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

import javax.sql.DataSource;

/** Apache Derby, embedded in this process, in a directory. */
final class DerbyDialect implements Dialect {

    static final String PREFIX = "jdbc:derby:";

    private static final Logger LOG = LoggerFactory.getLogger(DerbyDialect.class);

    /** Derby's defaults are 20 seconds, 60 seconds and 5000 rows. */
    private static final Map<String, String> LOCKS =
            Map.of(
                    // who waits in a circle is told soon: a transaction here takes milliseconds
                    "derby.locks.deadlockTimeout", "2",
                    "derby.locks.waitTimeout", "10",
                    // erasing an owner with a long log must not lock the table for all others
                    "derby.locks.escalationThreshold", "1000000");

    private static final String PAGES = "derby.storage.pageCacheSize";

    /** Derby's default, and least. */
    private static final long FEWEST_PAGES = 1000;

    private static final long MOST_PAGES = 8000;

    /** The largest of Derby's pages; most are an eighth of it. */
    private static final long PAGE = 32_768;

    /** Which part of the memory pages may take if all are of the largest. */
    private static final long PART = 16;

    private static final String HOME = "derby.system.home";
    private static final String DURABILITY = "derby.system.durability";
    private static final String DEFAULT_PERMISSIONS = "derby.storage.useDefaultFilePermissions";

    /** "Database ... shutdown": how Derby says that all is well. */
    private static final String SHUT_DOWN = "08006";

    private static final String IN_USE = "XSDB6";
    private static final String NO_TABLE = "42X05";
    private static final String NO_SCHEMA = "42Y07";

    private final Settings settings;
    private final Path directory;

    DerbyDialect(Settings settings) {
        this.settings = settings;
        this.directory = directory(settings.url());
    }

    @Override
    public String name() {
        return "derby";
    }

    /** Derby locks the directory. */
    @Override
    public boolean alone() {
        return true;
    }

    @Override
    public String bytes() {
        return "BLOB(16M)";
    }

    @Override
    public DataSource dataSource() {
        configure();
        EmbeddedDataSource source = source();
        source.setCreateDatabase("create");
        return source;
    }

    @Override
    public String exact() {
        return "";
    }

    @Override
    public Sql within(Sql sql, Stretch stretch) {
        String word = " WHERE ";
        for (int i = 0; i < stretch.leading().size(); i++) {
            sql.and(word + stretch.leading().get(i) + " = ?", stretch.values().get(i));
            word = " AND ";
        }
        return sql.and(word + stretch.next() + " > ?", stretch.after())
                .and(" AND " + stretch.next() + " < ?", stretch.before());
    }

    @Override
    public String order(Stretch stretch, boolean backwards) {
        List<String> columns = stretch.columns();
        String direction = backwards ? " DESC" : "";
        return String.join(
                        direction + ", ", columns.subList(stretch.leading().size(), columns.size()))
                .concat(direction);
    }

    @Override
    public void atKey(Sql sql, String key) {
        sql.and(" AND item_key = ?", key);
    }

    @Override
    public void afterKey(Sql sql, String key) {
        sql.and(" AND item_key > ?", key);
    }

    @Override
    public String keyOrder() {
        return "item_key";
    }

    /** Derby is in this process: asking first costs little. */
    @Override
    public void putItem(Batch batch, Sql insert, Sql overwrite) throws SQLException {
        if (overwrite.update(batch.session()) == 0) {
            insert.update(batch.session());
        }
    }

    @Override
    public Sql unlessThere(Sql insert) {
        return insert;
    }

    /** Derby sorts rather than use an index when it believes that a table is small. */
    @Override
    public String through(String access) {
        return " --DERBY-PROPERTIES " + access + "\n";
    }

    @Override
    public String refusal(SQLException failure) {
        return has(failure, IN_USE)
                ? "the database in %s is in use by another process".formatted(directory)
                : "the database in %s cannot be opened: %s"
                        .formatted(directory, last(failure).getMessage());
    }

    @Override
    public boolean missingTable(SQLException failure) {
        return has(failure, NO_TABLE) || has(failure, NO_SCHEMA);
    }

    @Override
    public void close() {
        EmbeddedDataSource source = source();
        source.setShutdownDatabase("shutdown");
        try {
            source.getConnection().close();
            LOG.warn("The database in {} did not shut down", directory);
        } catch (SQLException e) {
            if (SHUT_DOWN.equals(e.getSQLState())) {
                LOG.debug("The database in {} is shut down", directory);
            } else {
                LOG.warn("The database in {} did not shut down", directory, e);
            }
        }
    }

    private EmbeddedDataSource source() {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(directory.toString());
        if (!settings.user().isEmpty()) {
            source.setUser(settings.user());
            source.setPassword(settings.password());
        }
        return source;
    }

    private Path home() {
        return Objects.requireNonNullElse(directory.getParent(), directory);
    }

    /** Sets what Derby reads from system properties, unless the operator has set it. */
    private void configure() {
        System.getProperties().putIfAbsent(HOME, home().toString());
        Properties set = operators();
        if (set.getProperty(DURABILITY, "").equalsIgnoreCase("test")) {
            throw new StorageException(
                    "%s is 'test': what Derby acknowledges would be lost in a crash; remove it"
                            .formatted(DURABILITY));
        }
        // false: the files can be read by their owner only
        System.getProperties().putIfAbsent(DEFAULT_PERMISSIONS, "false");
        Map<String, String> own = new HashMap<>(LOCKS);
        own.put(PAGES, Long.toString(pages(Runtime.getRuntime().maxMemory())));
        own.forEach(
                (key, value) -> {
                    if (set.getProperty(key) == null) {
                        System.setProperty(key, value);
                    }
                });
    }

    /**
     * Returns how many pages are kept in memory. Each archive that grows has its end in four
     * indexes: with Derby's default that is two hundred of them, and then every entry reads and
     * writes pages (docs/adr/0035).
     */
    static long pages(long memory) {
        return Math.clamp(memory / PART / PAGE, FEWEST_PAGES, MOST_PAGES);
    }

    /** Returns the properties that Derby would see: its file, and before it the system's. */
    private Properties operators() {
        Properties all = new Properties();
        Path file = Path.of(System.getProperty(HOME), "derby.properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                all.load(reader);
            } catch (IOException e) {
                throw new StorageException("cannot read " + file, e);
            }
        }
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith("derby."))
                .forEach(key -> all.setProperty(key, System.getProperty(key)));
        return all;
    }

    private static Path directory(String url) {
        String text = url.substring(PREFIX.length());
        if (text.isEmpty() || text.contains(";") || text.contains("${") || hasScheme(text)) {
            throw new StorageException(
                    "io.stoa.storage.jdbc:url is %s; it has to be %s and a directory"
                            .formatted(url, PREFIX));
        }
        return Path.of(text).toAbsolutePath().normalize();
    }

    /** Derby's other homes for a database, {@code memory:} above all, keep nothing. */
    private static boolean hasScheme(String text) {
        return text.matches("[a-z]{2,}:.*");
    }

    private static boolean has(SQLException failure, String state) {
        for (Throwable each : failure) {
            if (each instanceof SQLException sql && state.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static SQLException last(SQLException failure) {
        SQLException last = failure;
        for (SQLException next = failure; next != null; next = next.getNextException()) {
            last = next;
        }
        return last;
    }
}
