package io.stoa.json;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * An array. Immutable.
 *
 * @param values the values
 */
public record JsonArray(List<Json> values) implements Json {

    /** Copies the values. */
    public JsonArray {
        values = List.copyOf(values);
    }

    /** Makes an array of what a function makes of every item. */
    public static <T> JsonArray of(Collection<T> items, Function<? super T, ? extends Json> value) {
        return new JsonArray(items.stream().<Json>map(value).toList());
    }

    /** Makes an array of texts. */
    public static JsonArray texts(Collection<String> texts) {
        return of(texts, JsonText::new);
    }
}
