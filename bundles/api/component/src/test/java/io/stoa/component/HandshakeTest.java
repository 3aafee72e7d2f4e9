package io.stoa.component;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandshakeTest {

    // printf %s 3BF96D32secret | sha1sum
    private static final String PROOF = "b09ea9b3b7f586be8a08d0a3dd7466f110aeb136";

    @Test
    void itIsTheHashOfTheStreamIdAndTheSecret() {
        assertThat(Handshake.of("3BF96D32", "secret")).isEqualTo(PROOF);
    }

    @Test
    void nothingElseProvesTheSecret() {
        assertThat(Handshake.proves(" " + PROOF + "\n", "3BF96D32", "secret")).isTrue();
        assertThat(Handshake.proves(PROOF, "3BF96D33", "secret")).isFalse();
        assertThat(Handshake.proves(PROOF, "3BF96D32", "Secret")).isFalse();
        assertThat(Handshake.proves("", "3BF96D32", "secret")).isFalse();
        assertThat(Handshake.proves(PROOF.substring(1), "3BF96D32", "secret")).isFalse();
    }
}
