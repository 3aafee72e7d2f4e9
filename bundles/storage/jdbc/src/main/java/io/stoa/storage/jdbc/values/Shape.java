package io.stoa.storage.jdbc.values;

import io.stoa.storage.StorageException;

import java.util.Arrays;

/** The three shapes of a store, with their tables. */
public enum Shape {
    DOCUMENTS("documents", "stoa_documents"),
    ITEMS("items", "stoa_items"),
    LOG("log", "stoa_logs");

    private final String text;
    private final String table;

    Shape(String text, String table) {
        this.text = text;
        this.table = table;
    }

    /** Returns how the database and people call it. */
    public String text() {
        return text;
    }

    /** Returns the table in which a store of this shape has rows of its owners. */
    public String table() {
        return table;
    }

    /** Returns the shape of a text. */
    static Shape of(String text) {
        return Arrays.stream(values())
                .filter(shape -> shape.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new StorageException("no shape is called " + text));
    }
}
