package io.stoa.core.lifecycle.deploy;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Schedule;
import io.stoa.core.lifecycle.Engine;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.store.Durable;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/**
 * Looks into {@code deploy/} of the data directory. A {@code .jar}, the {@code .json} of a feature
 * or the {@code .zip} of one that is put there goes the way of {@code stoa feature install} or
 * {@code update}; one that is taken away, that of {@code remove}. A file is taken when it has not
 * changed between two looks and can be read to its end, for copying is not atomic. What went wrong
 * is beside it, in {@code NAME.error}. Asked, not told: it works on every file system. Its jobs
 * never overlap.
 */
@Component(service = DeployFolder.class, immediate = true)
public final class DeployFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final String ERROR = ".error";

    /** How often a file that cannot be read may have looked the same: it is not being copied. */
    private static final int PATIENCE = 20;

    private final Bundle framework;
    private final Engine engine;
    private final Path folder;
    private final Deployed deployed;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Schedule.Job job;

    /** Begins to look. */
    @Activate
    public DeployFolder(
            BundleContext context,
            @Reference(policyOption = GREEDY) Engine engine,
            @Reference(policyOption = GREEDY) Schedule schedule) {
        this.framework = context.getBundle(0);
        this.engine = engine;
        this.folder = engine.data().resolve("deploy");
        this.deployed = new Deployed(engine.data().resolve("features").resolve("deploy.json"));
        this.job = schedule.every(INTERVAL, this::look);
    }

    /** Looks no more. */
    @Deactivate
    public void stop() {
        job.cancel();
    }

    /**
     * What a file was like.
     *
     * @param stamp its size and time, and those of its jars
     * @param times how often it was like that, 0 once it was taken or refused
     */
    private record Seen(String stamp, int times) {}

    private void look() {
        if (framework.getState() != Bundle.ACTIVE) {
            return; // what is there is taken when everything has started
        }
        try {
            Files.createDirectories(folder);
            Map<String, Path> files = files();
            Set<String> claimed = claimed(files);
            files.keySet().removeAll(claimed);
            for (Map.Entry<String, Path> entry : files.entrySet()) {
                consider(entry.getKey(), entry.getValue());
            }
            for (Map.Entry<String, Engine.Deployment> entry : deployed.all().entrySet()) {
                if (!files.containsKey(entry.getKey())) {
                    withdraw(entry.getKey(), entry.getValue().feature());
                }
            }
            seen.keySet().retainAll(files.keySet());
        } catch (IOException failure) {
            LOG.error("cannot look into {}: {}", folder, failure.toString());
        }
    }

    private Map<String, Path> files() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.{jar,json,zip}")) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (Files.isRegularFile(entry) && !name.startsWith(".")) {
                    files.put(name, entry);
                }
            }
        }
        return files;
    }

    /** Jars that a feature's file names are its own, and no features. */
    private Set<String> claimed(Map<String, Path> files) {
        Set<String> claimed = new HashSet<>();
        files.forEach(
                (name, file) -> {
                    if (name.endsWith(".json")) {
                        claimed.addAll(engine.jarsOf(file));
                    }
                });
        return claimed;
    }

    private void consider(String name, Path file) throws IOException {
        String stamp = stamp(file);
        Seen before = seen.getOrDefault(name, new Seen("", 0));
        if (!stamp.equals(before.stamp())) {
            seen.put(name, new Seen(stamp, 1));
        } else if (before.times() > 0) {
            boolean whole = name.endsWith(".json") || readable(file);
            boolean now = whole || before.times() >= PATIENCE;
            seen.put(name, new Seen(stamp, now ? 0 : before.times() + 1));
            if (now) {
                take(name, file);
            }
        }
    }

    private String stamp(Path file) {
        StringBuilder stamp = new StringBuilder(stampOfOne(file));
        if (file.toString().endsWith(".json")) {
            engine.jarsOf(file).forEach(it -> stamp.append(stampOfOne(folder.resolve(it))));
        }
        return stamp.toString();
    }

    private static String stampOfOne(Path file) {
        try {
            return Files.size(file) + "@" + Files.getLastModifiedTime(file) + " ";
        } catch (NoSuchFileException absent) {
            return "absent ";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean readable(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.size() > 0;
        } catch (IOException half) {
            LOG.debug("{} is not whole yet", file, half);
            return false;
        }
    }

    private void take(String name, Path file) throws IOException {
        try {
            deployed.put(name, engine.deploy(file, deployed.source(name)));
            Files.deleteIfExists(error(name));
        } catch (FeatureException refused) {
            complain(name, refused);
        }
    }

    private void withdraw(String name, String feature) throws IOException {
        deployed.remove(name);
        Files.deleteIfExists(error(name));
        try {
            engine.withdraw(feature);
        } catch (FeatureException refused) {
            complain(name, refused);
        }
    }

    private void complain(String name, FeatureException refused) throws IOException {
        LOG.error("deploy/{}: {}", name, refused.getMessage());
        // as a whole: whoever waits for the file reads it at once
        Durable.write(error(name), refused.getMessage() + "\n");
    }

    private Path error(String name) {
        return folder.resolve(name + ERROR);
    }
}
