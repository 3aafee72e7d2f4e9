package io.stoa.core.config;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Watches a directory and says when a configuration file in it has changed. Thread-safe. */
final class Watch implements AutoCloseable {

    /** An editor writes in several steps: wait until it has been quiet for so long. */
    private static final long QUIET_MILLIS = 200;

    private final WatchService service;

    private Watch(WatchService service) {
        this.service = service;
    }

    static Watch on(Path directory, Runnable changed) {
        try {
            WatchService service = directory.getFileSystem().newWatchService();
            directory.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            Watch watch = new Watch(service);
            Thread.ofVirtual().name("config-watch").start(() -> watch.run(changed));
            return watch;
        } catch (IOException failure) {
            throw new ConfigException("cannot watch " + directory + ": " + failure, failure);
        }
    }

    private void run(Runnable changed) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean ours = concerns(service.take());
                WatchKey more = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
                while (more != null) {
                    ours |= concerns(more);
                    more = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
                }
                if (ours) {
                    changed.run();
                }
            }
        } catch (ClosedWatchServiceException closed) {
            return; // the end
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean concerns(WatchKey key) {
        boolean concerns =
                key.pollEvents().stream()
                        .anyMatch(event -> String.valueOf(event.context()).endsWith(".cfg"));
        key.reset();
        return concerns;
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException failure) {
            throw new ConfigException("cannot stop watching: " + failure, failure);
        }
    }
}
