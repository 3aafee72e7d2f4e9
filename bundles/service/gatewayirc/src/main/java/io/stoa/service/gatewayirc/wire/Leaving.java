package io.stoa.service.gatewayirc.wire;

import io.stoa.bus.Schedule;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends connections that were given away and that nobody takes ({@link Link#give}). Stateless. */
public final class Leaving {

    private static final Logger LOG = LoggerFactory.getLogger(Leaving.class);

    private Leaving() {}

    /**
     * Says a last line to all at once, and closes them when it is said, or may not be waited for
     * any longer.
     *
     * @param schedule on whose threads it is said
     * @param most how long to wait for the networks
     */
    public static void all(
            List<? extends Map<?, ?>> given, String line, Schedule schedule, Duration most) {
        CountDownLatch said = new CountDownLatch(given.size());
        given.forEach(it -> schedule.after(Duration.ZERO, () -> say(it, line, said)));
        try {
            if (!said.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("{} networks of IRC do not hear that we leave", said.getCount());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            // a network that does not read is written to until it is closed
            given.forEach(Leaving::close);
        }
    }

    private static void say(Map<?, ?> given, String line, CountDownLatch said) {
        try {
            if (given.get(Link.SOCKET) instanceof Socket socket) {
                OutputStream out = socket.getOutputStream();
                out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException gone) {
            LOG.debug("a connection to IRC was gone already", gone);
        } finally {
            said.countDown();
        }
    }

    /** Closes one without a word. */
    public static void close(Map<?, ?> given) {
        if (given.get(Link.BELOW) instanceof Socket below) {
            Link.close(below);
        }
    }
}
