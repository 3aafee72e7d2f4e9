package io.stoa.auth.internal;

import io.stoa.auth.ScramHash;
import io.stoa.auth.ScramVerifier;
import io.stoa.bus.Domains;
import io.stoa.jid.BareJid;
import io.stoa.storage.Documents;
import io.stoa.storage.Storage;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Verifiers for accounts that do not exist (RFC 5802 §9): made from the name and a secret of the
 * installation, so that they are the same every time and nobody can tell them from true ones. No
 * password fits them. Thread-safe.
 */
final class FalseVerifiers {

    private static final int SECRET_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final Documents<String> stored;
    private final Domains domains;
    private final ConcurrentHashMap<String, String> secrets = new ConcurrentHashMap<>();

    FalseVerifiers(Storage storage, Domains domains) {
        this.stored = storage.documents(AccountCodec.SECRETS);
        this.domains = domains;
    }

    ScramVerifier verifier(BareJid account, ScramHash hash, int iterations) {
        byte[] secret = Base64.getDecoder().decode(secret(account.domain()));
        String name = hash.mechanism() + ' ' + account;
        return new ScramVerifier(
                hash,
                Arrays.copyOf(ScramKeys.hmac(hash, secret, "salt " + name), SALT_BYTES),
                iterations,
                ScramKeys.hmac(hash, secret, "stored " + name),
                ScramKeys.hmac(hash, secret, "server " + name));
    }

    /** Returns a domain's secret, or that of our first domain, so that strangers fill no table. */
    private String secret(String domain) {
        String ours = domains.serves(domain) ? domain : domains.all().getFirst();
        return Optional.ofNullable(secrets.get(ours)).orElseGet(() -> load(ours));
    }

    private String load(String domain) {
        BareJid owner = BareJid.ofDomain(domain);
        stored.update(owner, present -> present.or(() -> Optional.of(random())));
        String secret = stored.get(owner).orElseThrow();
        secrets.put(domain, secret);
        return secret;
    }

    private static String random() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }
}
