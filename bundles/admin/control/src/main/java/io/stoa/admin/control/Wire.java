package io.stoa.admin.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server's side of the control protocol. Numbers are big-endian, a text is its length in UTF-8
 * as an int, then UTF-8.
 *
 * <pre>
 * client: int 0x53544F41, byte 1 (version), boolean interactive, int number of words, texts
 * server: any number of frames: byte kind, text
 *         'o' output · 'e' error output · 'l' asks for a line · 's' asks for a secret
 *         'p' asks to wait so many milliseconds
 *         'x' the end, with the exit code in decimal digits
 * client: after 'l', 's' and 'p': boolean (false at the end of the input, or when somebody
 *         has seen enough), text
 * </pre>
 *
 * Not thread-safe.
 */
final class Wire {

    private static final int MAGIC = 0x53544F41;
    private static final byte VERSION = 1;
    private static final int MOST_WORDS = 1000;
    private static final int LONGEST = 1024 * 1024;

    private final DataInputStream in;
    private final DataOutputStream out;

    Wire(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
    }

    /** Reads what the client wants. */
    Request request() throws IOException {
        if (in.readInt() != MAGIC || in.readByte() != VERSION) {
            throw new IOException("not a client of this version");
        }
        boolean interactive = in.readBoolean();
        int count = in.readInt();
        if (count < 0 || count > MOST_WORDS) {
            throw new IOException("a command of " + count + " words");
        }
        List<String> words = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            words.add(text());
        }
        return new Request(interactive, List.copyOf(words));
    }

    void write(char kind, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeByte(kind);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    Optional<String> ask(char kind, String prompt) throws IOException {
        write(kind, prompt);
        boolean answered = in.readBoolean();
        String answer = text();
        return answered ? Optional.of(answer) : Optional.empty();
    }

    private String text() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("a text of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("a text that ends early");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * What a client wants.
     *
     * @param interactive whether somebody can be asked
     * @param words the command
     */
    record Request(boolean interactive, List<String> words) {}
}
