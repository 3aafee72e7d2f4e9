package io.stoa.core.admin;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who changed what: {@code audit.log} in the data directory, one JSON object a line. Commands that
 * only read are not in it; secrets never are. Thread-safe.
 */
@Component(service = AuditLog.class)
public final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    /** So many bytes make a file full; of those that were full, so many are kept. */
    private static final long FULL = 10L * 1024 * 1024;

    private static final int KEPT = 9;

    private final Path file;
    private final long full;
    private final Lock lock = new ReentrantLock();

    /** Writes into the data directory. */
    @Activate
    public AuditLog(BundleContext context) {
        this(Path.of(data(context)).resolve("audit.log"));
    }

    AuditLog(Path file) {
        this(file, FULL);
    }

    AuditLog(Path file, long full) {
        this.file = file;
        this.full = full;
    }

    private static String data(BundleContext context) {
        String data = context.getProperty("stoa.data");
        return data == null ? "data" : data;
    }

    /**
     * Writes an entry.
     *
     * @param outcome {@code done}, or why it was not done
     */
    void record(AdminCommand.Spec spec, Form form, String outcome) {
        if (spec.reads()) {
            return;
        }
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("time", Json.text(Instant.now().truncatedTo(ChronoUnit.MILLIS).toString()));
        entry.put("actor", Json.text(form.actor()));
        entry.put("command", Json.text(spec.name()));
        entry.put("fields", Json.object(fields(spec, form)));
        entry.put("outcome", Json.text(outcome));
        append(Json.object(entry) + "\n");
    }

    private static Map<String, String> fields(AdminCommand.Spec spec, Form form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Field field : spec.fields()) {
            if (field.kind() != Field.Kind.SECRET && !form.text(field.name()).isEmpty()) {
                fields.put(field.name(), Json.text(form.text(field.name())));
            }
        }
        return fields;
    }

    private void append(String line) {
        lock.lock();
        try {
            if (Files.exists(file) && Files.size(file) >= full) {
                rotate();
            }
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            LOG.error("cannot write {}: {}", file, failure.toString());
        } finally {
            lock.unlock();
        }
    }

    /** {@code audit.log} becomes {@code audit.log.1}, that one {@code audit.log.2}, and so on. */
    private void rotate() throws IOException {
        for (int i = KEPT; i > 0; i--) {
            Path older = i == 1 ? file : numbered(i - 1);
            if (Files.exists(older)) {
                Files.move(older, numbered(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }
}
