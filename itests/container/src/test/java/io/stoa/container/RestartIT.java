package io.stoa.container;

import static org.junit.Assert.assertEquals;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;

/** Stopping and starting leaves nothing behind. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class RestartIT {

    private static final int TIMES = 10;
    private static final int POLLS = 200;
    private static final long POLL_MILLIS = 25;

    @Inject private BundleContext context;
    private Server server;

    /** The distribution. */
    @Configuration
    public Option[] distribution() throws IOException {
        return Distribution.options();
    }

    /** Waits for the server. */
    @Before
    public void await() throws InterruptedException {
        server = new Server(context);
        server.port();
    }

    /** No component waits, no thread is left. */
    @Test
    public void tenRestartsOfAFeatureLeaveNothingBehind()
            throws BundleException, IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (Bundle feature : server.features()) {
            restart(feature); // what is made once may stay
            Map<String, Integer> before = threads();
            for (int i = 0; i < TIMES; i++) {
                restart(feature);
            }
            server.port();
            String left = left(before);
            if (!left.isEmpty()) {
                wrong.add(feature.getSymbolicName() + " leaves " + left);
            }
        }
        assertEquals("", String.join("\n", wrong));
        try (Client client = new Client(server.port()).authenticate().bind()) {
            client.talkToMyself();
        }
    }

    private static void restart(Bundle bundle) throws BundleException {
        Server.stop(bundle);
        Server.start(bundle);
    }

    /** Threads that are told to end do so in their own time: asks again until nothing is left. */
    private String left(Map<String, Integer> before) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        String left = leftNow(before);
        for (int i = 0; i < POLLS && !left.isEmpty(); i++) {
            if (never.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("counted down");
            }
            left = leftNow(before);
        }
        return left;
    }

    private String leftNow(Map<String, Integer> before) throws InterruptedException {
        List<String> left = new ArrayList<>(server.troubles());
        threads()
                .forEach(
                        (name, count) -> {
                            if (count > before.getOrDefault(name, 0)) {
                                left.add(count + " threads " + name + ", were " + before.get(name));
                            }
                        });
        return String.join("; ", left);
    }

    /** Counts platform threads by name without numbers; the JDK sizes its own pool as it likes. */
    private static Map<String, Integer> threads() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.getName().startsWith("ForkJoinPool")) {
                counts.merge(thread.getName().replaceAll("[0-9]+", "N"), 1, Integer::sum);
            }
        }
        return counts;
    }
}
