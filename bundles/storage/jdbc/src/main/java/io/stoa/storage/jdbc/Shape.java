package io.stoa.storage.jdbc;

import io.stoa.storage.StorageException;

import java.util.Arrays;
import java.util.List;

/** The three shapes of a store, with their tables. */
enum Shape {
    DOCUMENTS("documents", "stoa_documents"),
    ITEMS("items", "stoa_items"),
    LOG("log", "stoa_log stoa_log_heads");

    private final String text;
    private final String tables;

    Shape(String text, String tables) {
        this.text = text;
        this.tables = tables;
    }

    /** Returns how the database and people call it. */
    String text() {
        return text;
    }

    /** Returns the tables in which a store of this shape has rows of its owners. */
    List<String> tables() {
        return List.of(tables.split(" ", -1));
    }

    /** Returns the shape of a text. */
    static Shape of(String text) {
        return Arrays.stream(values())
                .filter(shape -> shape.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new StorageException("no shape is called " + text));
    }
}
