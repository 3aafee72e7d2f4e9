package io.stoa.core.lifecycle.store;

import io.stoa.json.Json;
import io.stoa.json.JsonException;
import io.stoa.json.JsonObject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every change, one JSON object a line; a line with {@code amends} adds to the one of that number.
 * Used by one thread at a time.
 */
public final class History {

    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    /** The outcome of a change that was made. */
    public static final String DONE = "done";

    private static final String NUMBER = "number";
    private static final String AMENDS = "amends";

    private final Path file;

    History(Path file) {
        this.file = file;
    }

    /** Returns all entries, the oldest first. */
    public List<JsonObject> entries() {
        List<JsonObject> entries = new ArrayList<>();
        if (!Files.exists(file)) {
            return entries;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                try {
                    read(Json.object(line), entries);
                } catch (JsonException torn) {
                    // a crash or a full disk may leave half a line; what is whole still counts
                    LOG.warn("{} has a line that cannot be read: {}", file, torn.getMessage());
                }
            }
        } catch (IOException failure) {
            LOG.error("cannot read {}: {}", file, failure.toString());
        }
        return entries;
    }

    /** A line is an entry, or more about an entry before it. */
    private static void read(JsonObject line, List<JsonObject> entries) {
        long amends = line.number(AMENDS, 0);
        if (amends == 0) {
            entries.add(line);
            return;
        }
        entries.replaceAll(it -> it.number(NUMBER, 0) == amends ? merged(it, line) : it);
    }

    private static JsonObject merged(JsonObject entry, JsonObject more) {
        JsonObject merged = entry;
        for (Map.Entry<String, Json> member : more.members().entrySet()) {
            if (!member.getKey().equals(AMENDS)) {
                merged = merged.with(member.getKey(), member.getValue());
            }
        }
        return merged;
    }

    /** Finds the last change that was made. */
    public Optional<JsonObject> lastDone() {
        return entries().reversed().stream()
                .filter(it -> it.text("outcome").equals(DONE))
                .findFirst();
    }

    /** Adds to an entry what was not known when it was made. */
    public void amend(long number, JsonObject more) {
        append(merged(JsonObject.EMPTY.with(AMENDS, number), more));
    }

    /** Forgets the oldest entries. */
    void prune(int most) {
        List<JsonObject> entries = entries();
        if (entries.size() <= most) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (JsonObject entry : entries.subList(entries.size() - most, entries.size())) {
            text.append(entry.compact()).append('\n');
        }
        try {
            Durable.write(file, text.toString());
        } catch (IOException failure) {
            LOG.error("cannot write {}: {}", file, failure.toString());
        }
    }

    /** Adds an entry; its number is one more than the last. */
    public long add(JsonObject entry) {
        List<JsonObject> before = entries();
        long number = before.isEmpty() ? 1 : before.getLast().number(NUMBER, 0) + 1;
        append(merged(JsonObject.EMPTY.with(NUMBER, number), entry));
        return number;
    }

    private void append(JsonObject line) {
        try {
            Durable.append(file, line.compact());
        } catch (IOException failure) {
            LOG.error("cannot write {}: {}", file, failure.toString());
        }
    }
}
