package io.stoa.benchmarks.servers;

import io.stoa.load.wire.Target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stoa as it is shipped, with the lab profile, which opens registration and plain logins. */
public final class StoaServer implements ArchivingServer {

    private final Child child;
    private final Setting setting;

    private StoaServer(Child child, Setting setting) {
        this.child = child;
        this.setting = setting;
    }

    /** Starts it. */
    public static Server start(Setting setting) {
        Path ready = setting.folder().resolve("ready.json");
        List<String> command =
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
                        ready.toString());
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
        StoaServer server = new StoaServer(child, setting);
        // the peers archive nothing, either
        server.archive(false);
        return server;
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
        return "Stoa";
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
    public void close() {
        child.stop();
    }
}
