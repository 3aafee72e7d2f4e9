package io.stoa.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A PostgreSQL for tests: a new cluster on the loopback address, from the programs that the system
 * has. PostgreSQL does not run as root; then the user {@code postgres} runs it. Not thread-safe.
 */
public final class PostgresCluster implements AutoCloseable {

    /** Who runs it when we are root; the package makes this user. */
    private static final String SERVANT = "postgres";

    private static final String ROLE = "stoa";
    private static final String PASSWORD = "o'er $night & \\day";

    private final Path programs;
    private final Path folder;
    private final int port;
    private final List<String> settings;
    private boolean running;

    private PostgresCluster(Path programs, Path folder, int port, List<String> settings) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.settings = settings;
    }

    /**
     * Where a database is.
     *
     * @param url its JDBC URL
     * @param user the role that owns it
     * @param password the role's password
     */
    public record Access(String url, String user, String password) {}

    /** Returns the folder of PostgreSQL's programs, the newest version's, if there is one. */
    public static Optional<Path> programs() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(debian().stream(), Arrays.stream(path.split(":", -1)).map(Path::of))
                .filter(it -> Files.isExecutable(it.resolve("initdb")))
                .filter(it -> Files.isExecutable(it.resolve("pg_ctl")))
                .findFirst();
    }

    /** Where Debian has them: on nobody's path, a folder for each version. */
    private static List<Path> debian() {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.filter(it -> String.valueOf(it.getFileName()).matches("[0-9]{1,4}"))
                    .sorted(Comparator.comparingInt(PostgresCluster::version).reversed())
                    .map(it -> it.resolve("bin"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path folder) {
        return Integer.parseInt(String.valueOf(folder.getFileName()));
    }

    /**
     * Makes a cluster and starts it.
     *
     * @param settings settings of PostgreSQL, such as {@code fsync=off}
     */
    public static PostgresCluster create(String... settings) {
        Path programs =
                programs()
                        .orElseThrow(
                                () -> new IllegalStateException("there is no PostgreSQL here"));
        try {
            Path folder = Files.createTempDirectory(scratch(), "postgresql-").toAbsolutePath();
            Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
            if (isRoot()) {
                run(List.of("chown", "-R", SERVANT, folder.toString()));
            }
            PostgresCluster cluster =
                    new PostgresCluster(programs, folder, freePort(), List.of(settings));
            cluster.call("initdb", "--auth=scram-sha-256", "--pwfile=" + password, "--no-sync");
            cluster.start();
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again. */
    public void start() {
        StringBuilder options = new StringBuilder();
        options.append("-p ").append(port).append(" -c listen_addresses=127.0.0.1");
        options.append(" -c unix_socket_directories=");
        settings.forEach(setting -> options.append(" -c ").append(setting));
        call("pg_ctl", "start", "-w", "-l", folder.resolve("log").toString(), "-o", "" + options);
        running = true;
    }

    /** Returns the process that has all others as its children. */
    public long pid() {
        try (Stream<String> lines = Files.lines(folder.resolve("data/postmaster.pid"))) {
            return lines.findFirst().map(Long::parseLong).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all its processes at once, as a power cut would. */
    public void kill() {
        call("pg_ctl", "stop", "-w", "-m", "immediate");
        running = false;
    }

    /** Makes a new database. */
    public Access database() {
        String name = "test-" + UUID.randomUUID();
        sql("postgres", "CREATE DATABASE \"" + name + "\" OWNER " + ROLE);
        return new Access(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name), ROLE, PASSWORD);
    }

    /** Runs a statement as the superuser. */
    public void sql(String database, String statement) {
        run(
                List.of(
                        programs.resolve("psql").toString(),
                        "postgresql://%s@127.0.0.1:%d/%s".formatted(ROLE, port, database),
                        "--no-psqlrc",
                        "--set=ON_ERROR_STOP=1",
                        "--command=" + statement));
    }

    @Override
    public void close() {
        if (running) {
            kill();
        }
        run(List.of("rm", "-rf", folder.toString()));
    }

    private void call(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", SERVANT, "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of("--pgdata=" + folder.resolve("data")));
        if (program.equals("initdb")) {
            command.addAll(List.of("--username=" + ROLE, "--encoding=UTF8", "--locale=C.UTF-8"));
        }
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) {
        try {
            // a file, not a pipe: the server would keep the pipe open
            Path output = Files.createTempFile("postgresql", ".out");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(Path.of("/").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.environment().put("PGPASSWORD", PASSWORD);
            int status = builder.start().waitFor();
            String said = Files.readString(output);
            Files.delete(output);
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Returns the folder of the build, or another if the servant could not enter that. */
    private static Path scratch() throws IOException {
        Path target = Path.of("target").toAbsolutePath();
        boolean open = Files.isDirectory(target);
        for (Path each = target; open && isRoot() && each != null; each = each.getParent()) {
            open = Files.getPosixFilePermissions(each).contains(PosixFilePermission.OTHERS_EXECUTE);
        }
        return open ? target : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
