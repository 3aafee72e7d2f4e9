package io.stoa.core.launcher;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The client's side of the control protocol; {@code io.stoa.admin.control.Wire} is the server's and
 * says what it looks like. Not thread-safe.
 */
final class Wire {

    static final int MAGIC = 0x53544F41;
    static final byte VERSION = 1;
    private static final int LONGEST = 16 * 1024 * 1024;

    private final DataInputStream in;
    private final DataOutputStream out;

    Wire(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
    }

    void request(boolean interactive, List<String> words) throws IOException {
        out.writeInt(MAGIC);
        out.writeByte(VERSION);
        out.writeBoolean(interactive);
        out.writeInt(words.size());
        for (String word : words) {
            text(word);
        }
        out.flush();
    }

    Frame read() throws IOException {
        byte kind = in.readByte();
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("a frame of " + length + " bytes");
        }
        return new Frame((char) kind, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    void answer(Optional<String> answer) throws IOException {
        out.writeBoolean(answer.isPresent());
        text(answer.orElse(""));
        out.flush();
    }

    private void text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * What the server says.
     *
     * @param kind {@code o} output, {@code e} error output, {@code l} asks for a line, {@code s}
     *     for a secret, {@code x} the end with the exit code
     */
    record Frame(char kind, String text) {}
}
