package io.stoa.im.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.stream.Negotiation;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.Optional;

final class PreApprovalFeatureTest {

    private final PreApprovalFeature feature = new PreApprovalFeature();

    /** A stream of which only the account is known. */
    private static Negotiation stream(Optional<BareJid> account) {
        return (Negotiation)
                Proxy.newProxyInstance(
                        Negotiation.class.getClassLoader(),
                        new Class<?>[] {Negotiation.class},
                        (proxy, method, arguments) -> account);
    }

    /** §3.4. */
    @Test
    void itIsShownAfterAuthenticationOnly() {
        assertThat(feature.advertise(stream(Optional.empty()))).isEmpty();
        assertThat(feature.advertise(stream(Optional.of(Theatre.JULIET))).orElseThrow())
                .matches(it -> it.is("urn:xmpp:features:pre-approval", "sub"));
        assertThat(feature.elements()).isEmpty();
    }
}
