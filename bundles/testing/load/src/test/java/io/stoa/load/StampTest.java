package io.stoa.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;

/** A stamp is read as it was written, and every changed byte shows. */
class StampTest {

    private static final Stamp STAMP = new Stamp(7, 1234, 9_876_543_210L);

    @Test
    void aStampIsReadAsItWasWritten() {
        byte[] bytes = written();
        assertThat(Stamp.read(bytes, 0, bytes.length)).isEqualTo(STAMP);
    }

    @Test
    void aChangedByteShows() {
        byte[] good = written();
        for (int at = 2; at < good.length; at++) {
            byte[] bytes = good.clone();
            bytes[at] ^= 1;
            assertThat(Stamp.read(bytes, 0, bytes.length)).as("byte " + at).isNotEqualTo(STAMP);
        }
    }

    private static byte[] written() {
        ByteBuffer out = ByteBuffer.allocate(200);
        STAMP.write(out, 80);
        out.put((byte) '<').flip();
        byte[] bytes = new byte[out.remaining()];
        out.get(bytes);
        return bytes;
    }
}
