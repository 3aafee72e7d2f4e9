package io.stoa.im.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.stream.Negotiation;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.Optional;

final class VersioningFeatureTest {

    private final VersioningFeature feature = new VersioningFeature();

    /** A stream of which only the account is known. */
    private static Negotiation stream(Optional<BareJid> account) {
        return (Negotiation)
                Proxy.newProxyInstance(
                        Negotiation.class.getClassLoader(),
                        new Class<?>[] {Negotiation.class},
                        (proxy, method, arguments) -> account);
    }

    /** §2.6.1. */
    @Test
    void itIsShownAfterAuthenticationOnly() {
        assertThat(feature.advertise(stream(Optional.empty()))).isEmpty();
        assertThat(feature.advertise(stream(Optional.of(RosterFixture.JULIET))).orElseThrow())
                .matches(it -> it.is("urn:xmpp:features:rosterver", "ver"));
        assertThat(feature.elements()).isEmpty();
    }
}
