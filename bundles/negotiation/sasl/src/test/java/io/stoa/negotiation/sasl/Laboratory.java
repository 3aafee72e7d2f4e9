package io.stoa.negotiation.sasl;

import io.stoa.auth.SaslMechanism;
import io.stoa.bus.Schedule;
import io.stoa.negotiation.sasl.scram.ScramParts;
import io.stoa.negotiation.sasl.scram.ScramSha1;
import io.stoa.negotiation.sasl.scram.ScramSha1Plus;
import io.stoa.negotiation.sasl.scram.ScramSha256;
import io.stoa.negotiation.sasl.scram.ScramSha256Plus;
import io.stoa.negotiation.sasl.scram.ScramSha512;
import io.stoa.negotiation.sasl.scram.ScramSha512Plus;
import io.stoa.net.tls.DomainContexts;
import io.stoa.testkit.Configs;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TlsHandshake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;

/** The components of the bundle, wired by hand, and TLS to go with them. */
final class Laboratory {

    private final Mechanisms mechanisms = new Mechanisms();
    private final LoginPolicy policy;
    private final FakeCredentials credentials =
            new FakeCredentials()
                    .with("juliet@stoa.example", "secret")
                    .with("romeo@stoa.example", "another")
                    .with("a,b=c@stoa.example", "secret")
                    .with("tybalt@stoa.example", "rapier")
                    .disabling("tybalt@stoa.example");

    Laboratory(Map<String, Object> configuration) {
        policy = new LoginPolicy(Configs.of(LoginPolicy.Config.class, configuration));
        ScramParts parts = new ScramParts(credentials, policy);
        List<SaslMechanism> all =
                List.of(
                        new PlainMechanism(credentials, policy),
                        new ScramSha1(parts),
                        new ScramSha256(parts),
                        new ScramSha512(parts),
                        new ScramSha1Plus(parts),
                        new ScramSha256Plus(parts),
                        new ScramSha512Plus(parts));
        all.forEach(mechanisms::bindMechanism);
    }

    SaslFeature feature() {
        return new SaslFeature(mechanisms, policy, credentials);
    }

    ChannelBindingFeature bindings() {
        return new ChannelBindingFeature(mechanisms);
    }

    Mechanisms mechanisms() {
        return mechanisms;
    }

    /** A TLS connection to the server. */
    static TlsHandshake tls(SSLContext server, String version) throws Exception {
        return TlsHandshake.of(TlsHandshake.trusting(), server, TlsHandshake.protocol(version));
    }

    /** The server's TLS, with a certificate made in a directory. */
    static SSLContext server(Path directory) {
        Schedule never =
                new Schedule() {
                    @Override
                    public Job after(Duration delay, Runnable job) {
                        return () -> {};
                    }

                    @Override
                    public Job every(Duration interval, Runnable job) {
                        return () -> {};
                    }
                };
        return new DomainContexts(
                        () -> List.of(Stoa.DOMAIN),
                        never,
                        Configs.of(
                                DomainContexts.Config.class,
                                Map.of("directory", directory.toString())))
                .of(Stoa.DOMAIN)
                .orElseThrow();
    }
}
