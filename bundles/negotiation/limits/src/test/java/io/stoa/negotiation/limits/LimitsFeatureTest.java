package io.stoa.negotiation.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.TestNegotiation;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

class LimitsFeatureTest {

    private final LimitsFeature feature = new LimitsFeature();
    private final TestNegotiation stream = new TestNegotiation();

    @Test
    void tellsTheLimitOfTheStream() {
        Element limits = feature.advertise(stream).orElseThrow();
        assertThat(limits.is("urn:xmpp:stream-limits:0", "limits")).isTrue();
        assertThat(limits.child("urn:xmpp:stream-limits:0", "max-bytes").orElseThrow().text())
                .isEqualTo(Integer.toString(stream.elementBytes()));
        assertThat(feature.elements()).isEmpty();
    }
}
