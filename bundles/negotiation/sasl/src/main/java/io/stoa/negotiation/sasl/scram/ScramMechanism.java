package io.stoa.negotiation.sasl.scram;

import io.stoa.auth.SaslExchange;
import io.stoa.auth.SaslMechanism;
import io.stoa.auth.SaslStream;
import io.stoa.auth.ScramHash;
import io.stoa.negotiation.sasl.ChannelBindings;
import io.stoa.negotiation.sasl.Encodings;

import java.security.SecureRandom;

/** A mechanism of the SCRAM family (RFC 5802). Thread-safe. */
abstract class ScramMechanism implements SaslMechanism {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 24;

    private final ScramExchange.Setting setting;
    private final String name;

    ScramMechanism(ScramHash hash, boolean plus, ScramParts parts) {
        this.setting = new ScramExchange.Setting(hash, plus, parts.credentials(), parts.policy());
        this.name = hash.mechanism() + (plus ? "-PLUS" : "");
    }

    @Override
    public final String name() {
        return name;
    }

    /** With binding before without (XEP-0438 §4.1), then by the length of the hash. */
    @Override
    public final int strength() {
        return (setting.plus() ? 500 : 300) + setting.hash().length();
    }

    @Override
    public final boolean offered(SaslStream stream) {
        return setting.policy().allows(name, stream)
                && (!setting.plus() || bindable(stream))
                && setting.credentials().hashes(stream.domain()).contains(setting.hash());
    }

    private static boolean bindable(SaslStream stream) {
        return stream.tls().filter(tls -> !ChannelBindings.types(tls).isEmpty()).isPresent();
    }

    @Override
    public final SaslExchange start(SaslStream stream) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return new ScramExchange(setting, stream, Encodings.base64(nonce));
    }
}
