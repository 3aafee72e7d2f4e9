package io.stoa.service.privilege;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which requests are granted (XEP-0356 §4.1, §6.1). */
enum Access {
    /** None. */
    NONE,
    /** Those that ask. */
    GET,
    /** Those that change. */
    SET,
    /** All. */
    BOTH;

    /** Tells whether requests of a type are granted. */
    boolean grants(Access type) {
        return this == BOTH || this == type;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Access> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
