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

/** Every change, one JSON object a line. Used by one thread at a time. */
public final class History {

    private static final Logger LOG = LoggerFactory.getLogger(History.class);

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
                    entries.add(Json.object(line));
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

    /** Adds an entry; its number is one more than the last. */
    public long add(JsonObject entry) {
        List<JsonObject> before = entries();
        long number = before.isEmpty() ? 1 : before.getLast().number("number", 0) + 1;
        JsonObject numbered = JsonObject.EMPTY.with("number", number);
        for (var member : entry.members().entrySet()) {
            numbered = numbered.with(member.getKey(), member.getValue());
        }
        try {
            Durable.append(file, numbered.compact());
        } catch (IOException failure) {
            LOG.error("cannot write {}: {}", file, failure.toString());
        }
        return number;
    }
}
