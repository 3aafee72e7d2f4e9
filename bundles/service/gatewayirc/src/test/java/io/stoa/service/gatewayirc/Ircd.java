package io.stoa.service.gatewayirc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server of IRC that says what a test wants. One connection at a time; not thread-safe. */
final class Ircd implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final ServerSocket server;
    private Socket socket = new Socket();
    private BufferedReader heard = new BufferedReader(Reader.nullReader());

    private Ircd(ServerSocket server) throws IOException {
        this.server = server;
        server.setSoTimeout(PATIENCE_MILLIS);
    }

    static Ircd plain() throws IOException {
        return of(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    }

    static Ircd of(ServerSocket server) throws IOException {
        return new Ircd(server);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Waits for a connection. */
    Ircd accept() throws IOException {
        socket = server.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        heard =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        return this;
    }

    /** Waits for a line that has this in it, and returns it. */
    String hear(String part) throws IOException {
        String line = heard.readLine();
        while (line != null && !line.contains(part)) {
            line = heard.readLine();
        }
        if (line == null) {
            throw new AssertionError("never heard " + part);
        }
        return line;
    }

    /** Waits for a line. */
    String hear() throws IOException {
        return hear("");
    }

    /** Waits until the other side has closed. */
    void awaitEnd() throws IOException {
        while (heard.readLine() != null) {
            // what it says yet does not matter
        }
    }

    void tell(String... lines) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line : lines) {
            all.append(line).append("\r\n");
        }
        tell(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    void tell(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Loses the connection. */
    void drop() throws IOException {
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
