package io.stoa.load;

import io.stoa.load.wire.Scan;

import java.nio.ByteBuffer;

/**
 * The text in a stanza by which its delivery is checked: {@code S:source.sequence.time.xxx…}; it is
 * recomputed on arrival, so that a changed byte shows.
 *
 * @param source the number of the source
 * @param sequence the number within the source
 * @param intended when it should have been sent, as {@link System#nanoTime}
 */
record Stamp(int source, int sequence, long intended) {

    /** Where a stamp begins. */
    static final byte[] MARK = Scan.bytes(">S:");

    /** Writes a text of at least so many bytes. */
    void write(ByteBuffer out, int size) {
        int begin = out.position();
        out.put((byte) 'S').put((byte) ':');
        number(out, source);
        out.put((byte) '.');
        number(out, sequence);
        out.put((byte) '.');
        number(out, intended);
        out.put((byte) '.');
        for (int i = out.position() - begin; i < size; i++) {
            out.put(padding(i));
        }
    }

    private static byte padding(int index) {
        return (byte) ('a' + index % 26);
    }

    private static void number(ByteBuffer out, long value) {
        long scale = 1;
        while (value / scale >= 10) {
            scale *= 10;
        }
        for (long at = scale; at > 0; at /= 10) {
            out.put((byte) ('0' + value / at % 10));
        }
    }

    /** Reads a stamp that begins at a place; {@code source} is -1 when it is corrupt. */
    static Stamp read(byte[] bytes, int from, int to) {
        Reader reader = new Reader(bytes, from + 2, to);
        long source = reader.number();
        long sequence = reader.number();
        long intended = reader.number();
        boolean whole = reader.good && reader.padded(from);
        return new Stamp(whole ? (int) source : -1, (int) sequence, intended);
    }

    private static final class Reader {

        private final byte[] bytes;
        private final int to;
        private int at;
        private boolean good = true;

        Reader(byte[] bytes, int at, int to) {
            this.bytes = bytes;
            this.at = at;
            this.to = to;
        }

        long number() {
            long value = 0;
            int begin = at;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                value = 10 * value + bytes[at++] - '0';
            }
            good &= at > begin && at < to && bytes[at] == '.';
            at++;
            return value;
        }

        boolean padded(int from) {
            while (at < to && bytes[at] != '<') {
                if (bytes[at] != padding(at - from)) {
                    return false;
                }
                at++;
            }
            return at < to;
        }
    }
}
