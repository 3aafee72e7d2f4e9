package io.stoa.testkit.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Carries a component's bytes over TCP in clear. */
record TcpWire(Socket socket) implements TestComponent.Wire {

    static TcpWire open(int port, TestComponent component) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> read(socket, component));
            return new TcpWire(socket);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void read(Socket socket, TestComponent component) {
        byte[] buffer = new byte[8192];
        try (InputStream in = socket.getInputStream()) {
            int count = in.read(buffer);
            while (count >= 0) {
                component.read(ByteBuffer.wrap(buffer, 0, count));
                count = in.read(buffer);
            }
            component.lost();
        } catch (IOException closed) {
            component.lost();
        }
    }

    /** Where the stream may have ended meanwhile, its end is what comes next. */
    @Override
    public void send(byte[] utf8) {
        try {
            socket.getOutputStream().write(utf8);
        } catch (IOException lost) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
