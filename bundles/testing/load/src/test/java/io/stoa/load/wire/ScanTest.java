package io.stoa.load.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is found in the bytes of a stanza. */
class ScanTest {

    private static final byte[] IQ =
            Scan.bytes("<iq to=\"a>b\" id='q.1' type='error'><error type='cancel' by='x'/></iq>");

    @Test
    void attributesAreThoseOfTheFirstTag() {
        assertThat(Scan.attribute(IQ, 0, IQ.length, "type")).isEqualTo("error");
        assertThat(Scan.attribute(IQ, 0, IQ.length, "to")).isEqualTo("a>b");
        assertThat(Scan.attribute(IQ, 0, IQ.length, "by")).isEmpty();
    }

    @Test
    void bytesAreFoundOnlyInside() {
        byte[] wanted = Scan.bytes("error");
        assertThat(Scan.find(IQ, 0, IQ.length, wanted)).isPositive();
        assertThat(Scan.find(IQ, 0, 10, wanted)).isEqualTo(-1);
        assertThat(Scan.at(IQ, IQ.length - 2, IQ.length, wanted)).isFalse();
    }
}
