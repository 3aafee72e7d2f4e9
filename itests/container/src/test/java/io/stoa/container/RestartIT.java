package io.stoa.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

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

import javax.inject.Inject;

/** Stopping and starting leaves nothing behind. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class RestartIT {

    private static final int TIMES = 10;

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
        server.awaitReady();
    }

    /** No component waits, no thread is left. */
    @Test
    public void tenRestartsOfAFeatureLeaveNothingBehind()
            throws BundleException, IOException, InterruptedException {
        assertTrue(server.features().size() >= 20);
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
        return Server.await(() -> leftNow(before).isEmpty()) ? "" : leftNow(before);
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
