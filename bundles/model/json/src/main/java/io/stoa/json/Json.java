package io.stoa.json;

/** A JSON value. Immutable. */
public sealed interface Json permits JsonObject, JsonArray, JsonText, JsonNumber, JsonLiteral {

    /**
     * Reads a text that is one value and nothing else.
     *
     * @throws JsonException when it is not, with the line
     */
    static Json parse(String text) {
        return new JsonReader(text).document();
    }

    /**
     * Reads a text that is one object and nothing else.
     *
     * @throws JsonException when it is not, with the line
     */
    static JsonObject object(String text) {
        if (parse(text) instanceof JsonObject object) {
            return object;
        }
        throw new JsonException(1, "an object in braces was expected");
    }

    /** Returns the value in one line. */
    default String compact() {
        return JsonWriter.compact(this);
    }

    /** Returns the value in lines for people, with a line's end at the end. */
    default String pretty() {
        return JsonWriter.pretty(this);
    }
}
