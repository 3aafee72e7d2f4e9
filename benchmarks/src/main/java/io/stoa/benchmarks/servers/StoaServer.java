package io.stoa.benchmarks.servers;

import io.stoa.contracts.PostgresCluster;
import io.stoa.load.ProcessMeter;
import io.stoa.load.wire.Target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stoa as it is shipped, with the lab profile, which opens registration and plain logins. */
public final class StoaServer implements ArchivingServer {

    private final Child child;
    private final Setting setting;
    private final Optional<PostgresCluster> database;

    private StoaServer(Child child, Setting setting, Optional<PostgresCluster> database) {
        this.child = child;
        this.setting = setting;
        this.database = database;
    }

    /** Starts it. */
    public static Server start(Setting setting) {
        return start(setting, Optional.empty(), List.of());
    }

    /** Starts it with a new PostgreSQL, which writes to the disk as Derby does. */
    public static Server onPostgres(Setting setting) {
        PostgresCluster cluster = PostgresCluster.create();
        boolean done = false;
        try {
            PostgresCluster.Access access = cluster.database();
            Path password = setting.write("password", access.password() + "\n");
            Server server =
                    start(
                            setting,
                            Optional.of(cluster),
                            List.of(
                                    "--set",
                                    "io.stoa.storage.jdbc:url=" + access.url(),
                                    "--set",
                                    "io.stoa.storage.jdbc:user=" + access.user(),
                                    "--set",
                                    "io.stoa.storage.jdbc:passwordFile=" + password));
            done = true;
            return server;
        } finally {
            if (!done) {
                cluster.close();
            }
        }
    }

    private static Server start(
            Setting setting, Optional<PostgresCluster> database, List<String> more) {
        Path ready = setting.folder().resolve("ready.json");
        List<String> command = command(setting, ready);
        command.addAll(more);
        Child child =
                Child.start(
                        setting.folder(),
                        Map.of(
                                "JAVA_HOME",
                                System.getProperty("java.home"),
                                "JDK_JAVA_OPTIONS",
                                Pauses.in(setting.folder()).option()),
                        command);
        child.await(() -> Files.exists(ready));
        StoaServer server = new StoaServer(child, setting, database);
        // the peers archive nothing, either
        server.archive(false);
        return server;
    }

    private static List<String> command(Setting setting, Path ready) {
        return new ArrayList<>(
                List.of(
                        setting.distribution().resolve("bin/stoa").toString(),
                        "up",
                        "--data",
                        setting.folder().resolve("data").toString(),
                        "--profile",
                        "lab",
                        "--domain",
                        DOMAIN,
                        "--set",
                        "io.stoa.net.mina:port=" + setting.port(),
                        "--set",
                        "io.stoa.net.mina:tls.port=" + (setting.port() + 1),
                        "--set",
                        "io.stoa.auth.internal:iterations=4096",
                        "--ready-file",
                        ready.toString()));
    }

    private void command(String... words) {
        List<String> command = new ArrayList<>();
        command.add(setting.distribution().resolve("bin/stoa").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("--data", setting.folder().resolve("data").toString()));
        ProcessBuilder process = new ProcessBuilder(command);
        process.redirectErrorStream(true)
                .redirectOutput(setting.folder().resolve("command.log").toFile());
        try {
            if (process.start().waitFor() != 0) {
                throw new IllegalStateException("a command has failed: " + command);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void archive(boolean on) {
        if (on) {
            command("feature", "start", "mam", "--yes");
        } else {
            command("feature", "stop", "mam", "--cascade", "--yes");
        }
    }

    @Override
    public String name() {
        return database.isPresent() ? "Stoa, PostgreSQL" : "Stoa";
    }

    @Override
    public long pid() {
        return child.process().pid();
    }

    @Override
    public Target plain() {
        return Target.plain(setting.port(), DOMAIN);
    }

    @Override
    public Target secured() {
        return plain().with(Target.Security.DIRECT, setting.port() + 1);
    }

    @Override
    public String rooms() {
        return "conference." + DOMAIN;
    }

    @Override
    public long liveHeap() {
        return new Jvm(pid()).liveHeap();
    }

    @Override
    public double allocated() {
        return new Jvm(pid()).allocated();
    }

    @Override
    public Pauses pauses() {
        return Pauses.in(setting.folder());
    }

    @Override
    public double databaseCpu() {
        return database.map(it -> new ProcessMeter(it.pid()).withChildren()).orElse(0.0);
    }

    @Override
    public void close() {
        child.stop();
        database.ifPresent(PostgresCluster::close);
    }
}
