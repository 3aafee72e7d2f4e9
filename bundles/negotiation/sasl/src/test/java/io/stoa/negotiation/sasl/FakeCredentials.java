package io.stoa.negotiation.sasl;

import io.stoa.auth.Credentials;
import io.stoa.auth.ScramHash;
import io.stoa.auth.ScramVerifier;
import io.stoa.jid.BareJid;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Passwords in a map. */
public final class FakeCredentials implements Credentials {

    private static final int ITERATIONS = 4096;

    private final Map<BareJid, String> passwords = new HashMap<>();
    private final Set<BareJid> disabled = new HashSet<>();

    /** Adds an account. */
    public FakeCredentials with(String account, String password) {
        passwords.put(BareJid.parse(account), password);
        return this;
    }

    /** Lets an account no longer in. */
    public FakeCredentials disabling(String account) {
        disabled.add(BareJid.parse(account));
        return this;
    }

    @Override
    public boolean disabled(BareJid account) {
        return disabled.contains(account);
    }

    @Override
    public Set<ScramHash> hashes(String domain) {
        return Set.of(ScramHash.values());
    }

    @Override
    public ScramVerifier verifier(BareJid account, ScramHash hash) {
        byte[] salt = ("salt of " + account).getBytes(StandardCharsets.UTF_8);
        String password = passwords.getOrDefault(account, "nobody knows");
        byte[] salted = ScramClient.salted(hash, password, salt, ITERATIONS);
        return new ScramVerifier(
                hash,
                salt,
                ITERATIONS,
                ScramClient.digest(hash, ScramClient.hmac(hash, salted, "Client Key")),
                ScramClient.hmac(hash, salted, "Server Key"));
    }

    @Override
    public boolean verify(BareJid account, String password) {
        return password.equals(passwords.get(account));
    }
}
