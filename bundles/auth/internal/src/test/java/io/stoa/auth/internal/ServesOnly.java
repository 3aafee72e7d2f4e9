package io.stoa.auth.internal;

import io.stoa.bus.Domains;

import java.util.List;

/** Domains that are given. */
record ServesOnly(List<String> all) implements Domains {

    ServesOnly(String... domains) {
        this(List.of(domains));
    }
}
