package io.stoa.auth.internal;

import io.stoa.auth.ScramHash;
import io.stoa.auth.ScramVerifier;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of an account. Immutable.
 *
 * @param standing what it is
 * @param verifiers what is kept instead of the password
 */
record Account(Standing standing, Map<ScramHash, ScramVerifier> verifiers) {

    Account {
        verifiers = Map.copyOf(verifiers);
    }

    Optional<ScramVerifier> verifier(ScramHash hash) {
        return Optional.ofNullable(verifiers.get(hash));
    }

    Account with(Standing other) {
        return new Account(other, verifiers);
    }

    /** Returns the account with another password's verifiers in place of all. */
    Account withVerifiers(Map<ScramHash, ScramVerifier> others) {
        return new Account(standing, others);
    }

    /** Returns the account with more verifiers of the same password. */
    Account plusVerifiers(Map<ScramHash, ScramVerifier> more) {
        Map<ScramHash, ScramVerifier> all = new EnumMap<>(ScramHash.class);
        all.putAll(verifiers);
        all.putAll(more);
        return new Account(standing, all);
    }
}
