package io.stoa.service.gatewayirc;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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

    LineReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next line, without its end; empty when the server has closed. */
    Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        int read = in.read();
        while (read >= 0) {
            if (read == '\n' || read == '\r') {
                if (line.size() > 0 && !tooLong) {
                    return Optional.of(text(line.toByteArray()));
                }
                line.reset();
                tooLong = false;
            } else if (line.size() < LONGEST) {
                line.write(read);
            } else {
                tooLong = true;
            }
            read = in.read();
        }
        return Optional.empty();
    }

    private static String text(byte[] line) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException other) {
            return new String(line, FALLBACK);
        }
    }
}
