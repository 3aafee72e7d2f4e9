package io.stoa.storage;

import io.stoa.jid.BareJid;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.spec.SecretKeySpec;

/**
 * Random keys, one for each domain, made when they are first asked for and kept from then on.
 * Thread-safe; blocks when a domain's key is asked for the first time.
 */
public final class DomainKeys {

    private final Documents<String> stored;
    private final String algorithm;
    private final int bytes;
    private final ConcurrentHashMap<String, SecretKeySpec> keys = new ConcurrentHashMap<>();

    /**
     * Takes the store.
     *
     * @param stored where the keys are, in the form of {@link #codec}
     * @param algorithm what they are for
     * @param bytes their length
     */
    public DomainKeys(Documents<String> stored, String algorithm, int bytes) {
        this.stored = stored;
        this.algorithm = algorithm;
        this.bytes = bytes;
    }

    /** Returns the form in which keys are kept, in a namespace. */
    public static Codec<String> codec(String namespace) {
        return new Codec<>(
                key -> Element.of(namespace, "key", new Text(key)),
                (element, version) -> element.text());
    }

    /** Returns a domain's key. */
    public SecretKeySpec of(String domain) {
        return keys.computeIfAbsent(domain, this::load);
    }

    private SecretKeySpec load(String domain) {
        BareJid owner = BareJid.ofDomain(domain);
        stored.update(owner, present -> present.or(() -> Optional.of(random())));
        byte[] key = Base64.getDecoder().decode(stored.get(owner).orElseThrow());
        return new SecretKeySpec(key, algorithm);
    }

    private String random() {
        byte[] key = new byte[bytes];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
