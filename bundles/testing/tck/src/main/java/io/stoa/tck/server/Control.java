package io.stoa.tck.server;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives commands as {@code bin/stoa} gives them, by the control socket, without a JVM for each. The
 * protocol is told in {@code io.stoa.admin.control.Wire}. Thread-safe.
 *
 * @param data the server's data directory
 */
public record Control(Path data) {

    private static final int MAGIC = 0x53544F41;
    private static final int VERSION = 1;

    /** Runs a command, in JSON and without questions. */
    public Reply call(String... words) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
            DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
            request(out, List.of(words));
            return converse(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs a command that must not fail. */
    public Reply require(String... words) {
        Reply reply = call(words);
        if (reply.code() != 0) {
            throw new IllegalStateException(String.join(" ", words) + " failed: " + reply.text());
        }
        return reply;
    }

    private Path socket() throws IOException {
        Path elsewhere = data.resolve("control.path");
        return Files.exists(elsewhere)
                ? Path.of(Files.readString(elsewhere).strip())
                : data.resolve("control.sock");
    }

    private static void request(DataOutputStream out, List<String> words) throws IOException {
        out.writeInt(MAGIC);
        out.writeByte(VERSION);
        out.writeBoolean(false);
        out.writeInt(words.size());
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        out.flush();
    }

    private static Reply converse(DataInputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            char kind = (char) in.readByte();
            byte[] bytes = in.readNBytes(in.readInt());
            String said = new String(bytes, StandardCharsets.UTF_8);
            if (kind == 'x') {
                return new Reply(Integer.parseInt(said), text.toString());
            }
            text.append(said).append('\n');
        }
    }
}
