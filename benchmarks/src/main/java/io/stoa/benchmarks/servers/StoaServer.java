package io.stoa.benchmarks.servers;

import io.stoa.load.wire.Target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stoa as it is shipped, with the lab profile, which opens registration and plain logins. */
public final class StoaServer implements Server {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final Child child;
    private final int port;

    private StoaServer(Child child, int port) {
        this.child = child;
        this.port = port;
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
                        Map.of("JAVA_HOME", System.getProperty("java.home")),
                        command);
        child.await(() -> Files.exists(ready));
        withoutArchive(setting);
        return new StoaServer(child, setting.port());
    }

    /** The peers archive nothing, either. */
    private static void withoutArchive(Setting setting) {
        Path data = setting.folder().resolve("data");
        ProcessBuilder stop =
                new ProcessBuilder(
                        setting.distribution().resolve("bin/stoa").toString(),
                        "feature",
                        "stop",
                        "mam",
                        "--cascade",
                        "--yes",
                        "--data",
                        data.toString());
        stop.redirectErrorStream(true)
                .redirectOutput(setting.folder().resolve("stop.log").toFile());
        try {
            if (stop.start().waitFor() != 0) {
                throw new IllegalStateException("the archive could not be switched off");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
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
        return Target.plain(port, DOMAIN);
    }

    @Override
    public Target secured() {
        return plain().with(Target.Security.DIRECT, port + 1);
    }

    @Override
    public String rooms() {
        return "conference." + DOMAIN;
    }

    @Override
    public long liveHeap() {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) : 0;
    }

    private String jcmd(String command) {
        try {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                            .toString(),
                                    Long.toString(pid()),
                                    command)
                            .redirectErrorStream(true)
                            .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        child.stop();
    }
}
