package io.stoa.runtime.foreign;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Somebody on IRC (RFC 2812), line by line. Not thread-safe. */
final class IrcClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final BufferedReader in;

    private IrcClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Connects as soon as the server listens, and registers. */
    static IrcClient connect(String address, int port, String nick) throws IOException {
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (true) {
            try {
                IrcClient client = new IrcClient(new Socket(address, port));
                client.send("NICK " + nick);
                client.send("USER " + nick + " 0 * :" + nick);
                client.await(" 001 ");
                return client;
            } catch (ConnectException notYet) {
                if (System.currentTimeMillis() > deadline) {
                    throw notYet;
                }
                Thread.onSpinWait();
            }
        }
    }

    void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Reads until a line has this in it; returns the line. */
    String await(String part) throws IOException {
        return until(part).getLast();
    }

    /** Reads until a line has this in it; returns all lines. */
    List<String> until(String part) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = in.readLine();
        while (line != null && !line.contains(part)) {
            if (line.startsWith("PING ")) {
                send("PONG " + line.substring(5));
            }
            lines.add(line);
            line = in.readLine();
        }
        if (line == null) {
            throw new AssertionError("the IRC server has gone before it said " + part);
        }
        lines.add(line);
        return lines;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
