package io.stoa.net.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:5347", "xmpp.example.org:1", "[::1]:65535"})
    void aHostAndAPortAreAPlace(String text) {
        assertThat(Place.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host", "5347", ":5347", "host:", "host:0", "host:65536", "::1:5347"})
    void anythingElseIsRefusedWithTheKey(String text) {
        assertThatThrownBy(() -> Place.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.stoa.net.uplink:server");
    }
}
