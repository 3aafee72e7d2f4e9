package io.stoa.service.gatewayirc.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads lines of a server that may be hostile: what is too long is left out to its end, what is not
 * UTF-8 is read as Windows-1252. Used by one thread.
 */
final class LineReader {

    /** IRCv3 message-tags: 8191 bytes of tags and 512 of line. */
    private static final int LONGEST = 8_703;

    private static final Charset FALLBACK = Charset.forName("windows-1252");

    private final InputStream in;
    private final byte[] buffer = new byte[LONGEST + 1];
    private int last;
    private int begin;
    private int end;
    private boolean skipping;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line of what was read, without its end; empty when there is none that is whole. */
    Optional<String> poll() {
        for (int i = begin; i < end; i++) {
            if (buffer[i] == '\n' || buffer[i] == '\r') {
                int from = begin;
                begin = i + 1;
                last = from;
                boolean whole = !skipping && i > from;
                skipping = false;
                if (whole) {
                    return Optional.of(text(from, i - from));
                }
            }
        }
        if (skipping || end - begin >= LONGEST) {
            begin = end;
            skipping = true;
        }
        return Optional.empty();
    }

    /** Reads more; false when the server has closed. */
    boolean fill() throws IOException {
        System.arraycopy(buffer, begin, buffer, 0, end - begin);
        end -= begin;
        begin = 0;
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read >= 0;
    }

    /** Takes the last line back: it was not given. */
    void back() {
        begin = last;
    }

    /** What was read and not given. */
    byte[] rest() {
        return Arrays.copyOfRange(buffer, begin, end);
    }

    /** Goes on with what an earlier one had read and not given. */
    void begin(byte[] rest) {
        begin = 0;
        end = Math.min(rest.length, buffer.length);
        System.arraycopy(rest, 0, buffer, 0, end);
    }

    private String text(int from, int length) {
        ByteBuffer line = ByteBuffer.wrap(buffer, from, length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(line).toString();
        } catch (CharacterCodingException other) {
            return new String(buffer, from, length, FALLBACK);
        }
    }
}
