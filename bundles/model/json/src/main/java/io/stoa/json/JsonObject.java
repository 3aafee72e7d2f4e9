package io.stoa.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An object. Immutable.
 *
 * @param members the members in their order
 */
public record JsonObject(SequencedMap<String, Json> members) implements Json {

    /** An object without members. */
    public static final JsonObject EMPTY = new JsonObject(new LinkedHashMap<>());

    /** Copies the members. */
    public JsonObject {
        members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    /** Returns this object with a member more, or another in its place. */
    public JsonObject with(String name, Json value) {
        LinkedHashMap<String, Json> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new JsonObject(more);
    }

    /** Returns this object with a text more. */
    public JsonObject with(String name, String value) {
        return with(name, new JsonText(value));
    }

    /** Returns this object with a number more. */
    public JsonObject with(String name, long value) {
        return with(name, JsonNumber.of(value));
    }

    /** Returns this object with {@code true} or {@code false} more. */
    public JsonObject with(String name, boolean value) {
        return with(name, JsonLiteral.of(value));
    }

    /** Finds a member. */
    public Optional<Json> get(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** Returns a text, "" when there is none of this name. */
    public String text(String name) {
        return members.get(name) instanceof JsonText text ? text.value() : "";
    }

    /** Returns a whole number, or another when there is none of this name. */
    public long number(String name, long otherwise) {
        return members.get(name) instanceof JsonNumber number && number.isWhole()
                ? number.whole()
                : otherwise;
    }

    /** Tells whether a member is {@code true}. */
    public boolean flag(String name) {
        return members.get(name) == JsonLiteral.TRUE;
    }

    /** Returns the values of an array, none when there is none of this name. */
    public List<Json> array(String name) {
        return members.get(name) instanceof JsonArray array ? array.values() : List.of();
    }

    /** Returns an object, an empty one when there is none of this name. */
    public JsonObject object(String name) {
        return members.get(name) instanceof JsonObject object ? object : EMPTY;
    }
}
