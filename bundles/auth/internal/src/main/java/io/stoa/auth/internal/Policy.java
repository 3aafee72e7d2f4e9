package io.stoa.auth.internal;

import io.stoa.auth.ScramHash;
import io.stoa.auth.ScramVerifier;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How passwords are to be kept. Thread-safe.
 *
 * @param hashes for which hashes verifiers are made
 * @param iterations the iteration count of new ones
 */
record Policy(Set<ScramHash> hashes, int iterations) {

    private static final int FEWEST_ITERATIONS = 4096;
    private static final int SALT_BYTES = 16;
    private static final List<ScramHash> PREFERENCE =
            List.of(ScramHash.SHA_256, ScramHash.SHA_512, ScramHash.SHA_1);

    Policy {
        hashes = Set.copyOf(hashes);
        if (hashes.isEmpty()) {
            throw new IllegalArgumentException("io.stoa.auth.internal:hashes names no hash");
        }
        // RFC 5802 §4
        if (iterations < FEWEST_ITERATIONS) {
            throw new IllegalArgumentException(
                    "io.stoa.auth.internal:iterations is %d; SCRAM asks for %d at least"
                            .formatted(iterations, FEWEST_ITERATIONS));
        }
    }

    /** Reads the names of hashes, such as {@code SHA-256}. */
    static Policy of(String[] names, int iterations) {
        Set<ScramHash> hashes = EnumSet.noneOf(ScramHash.class);
        for (String list : names) {
            for (String name : list.split(",", -1)) {
                if (!name.isBlank()) {
                    hashes.add(hash(name.strip()));
                }
            }
        }
        return new Policy(hashes, iterations);
    }

    /** Makes the verifiers of a password that was prepared, each with a salt of its own. */
    Map<ScramHash, ScramVerifier> verifiers(Set<ScramHash> which, String password) {
        SecureRandom random = new SecureRandom();
        Map<ScramHash, ScramVerifier> verifiers = new EnumMap<>(ScramHash.class);
        for (ScramHash hash : which) {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            verifiers.put(hash, ScramKeys.verifier(hash, password, salt, iterations));
        }
        return verifiers;
    }

    /** Returns the hashes for which an account has no verifier, or one with too few iterations. */
    Set<ScramHash> outdated(Account account) {
        Set<ScramHash> outdated = EnumSet.noneOf(ScramHash.class);
        for (ScramHash hash : hashes) {
            boolean good =
                    account.verifier(hash).filter(v -> v.iterations() >= iterations).isPresent();
            if (!good) {
                outdated.add(hash);
            }
        }
        return outdated;
    }

    /** Returns the hash by which a password is checked: the first choice that is there. */
    ScramHash check(Set<ScramHash> present) {
        return PREFERENCE.stream()
                .filter(present.isEmpty() ? hashes::contains : present::contains)
                .findFirst()
                .orElseThrow();
    }

    private static ScramHash hash(String name) {
        return Arrays.stream(ScramHash.values())
                .filter(hash -> hash.digest().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "io.stoa.auth.internal:hashes names %s; there are SHA-1,"
                                                        .formatted(name)
                                                + " SHA-256 and SHA-512"));
    }
}
