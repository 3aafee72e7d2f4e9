package io.stoa.tck.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that stays the same while whoever listens there is replaced. It is none of those that the
 * system gives to who connects: else somebody who tries to come back could meet himself. Stateless.
 */
public final class Port {

    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;
    private static final int TRIES = 100;

    private Port() {}

    /** Finds one that nobody uses. */
    public static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " on");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
