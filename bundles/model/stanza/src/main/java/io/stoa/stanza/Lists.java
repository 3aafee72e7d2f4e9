package io.stoa.stanza;

import java.util.ArrayList;
import java.util.List;

/** Immutable list operations that the stanza records share. Thread-safe. */
final class Lists {

    private Lists() {}

    static <T> List<T> append(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(last);
        return List.copyOf(longer);
    }
}
