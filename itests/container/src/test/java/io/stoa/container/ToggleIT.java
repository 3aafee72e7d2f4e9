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
import java.util.Set;
import java.util.TreeSet;

import javax.inject.Inject;

/** Features stop and start while a client is connected: toggles.txt and stream-features.txt. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ToggleIT {

    private static final String DISCO = "<query xmlns='http://jabber.org/protocol/disco#info'/>";

    @Inject private BundleContext context;
    private final List<String> wrong = new ArrayList<>();
    private Server server;
    private int port;

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
        port = server.port();
    }

    /** The answer and the disco feature go and come with the bundle; the stream stays. */
    @Test
    public void aFeatureIsAnsweredWhileItsBundleRuns() throws IOException, BundleException {
        try (Client client = new Client(port).authenticate().bind()) {
            for (List<String> row : Table.rows("toggles.txt")) {
                Bundle bundle = server.bundle(row.get(0));
                present(client, row, "at first");
                Server.stop(bundle);
                absent(client, row);
                Server.start(bundle);
                present(client, row, "started again");
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private void present(Client client, List<String> row, String when) throws IOException {
        String answer = answer(client, row);
        check(answer.contains("type='result'"), row, when + ": " + answer);
        check(row.get(4).equals("-") || disco(client, row), row, when + ": not in disco#info");
        client.talkToMyself();
    }

    private void absent(Client client, List<String> row) throws IOException {
        String answer = answer(client, row);
        check(
                answer.contains("type='error'") && answer.contains("<service-unavailable"),
                row,
                "stopped: " + answer);
        check(row.get(4).equals("-") || !disco(client, row), row, "stopped: in disco#info");
        client.talkToMyself();
    }

    private static String answer(Client client, List<String> row) throws IOException {
        String to = row.get(2).equals("server") ? "localhost" : client.account();
        return client.ask(row.get(1), to, row.get(3));
    }

    private static boolean disco(Client client, List<String> row) throws IOException {
        String answer = client.ask("get", "localhost", DISCO);
        return answer.contains("<feature var='" + row.get(4) + "'/>");
    }

    /** What a new stream is offered goes and comes with the bundle; an old stream stays. */
    @Test
    public void aStreamFeatureIsOfferedWhileItsBundleRuns() throws IOException, BundleException {
        try (Client old = new Client(port).authenticate().bind()) {
            for (List<String> row : Table.rows("stream-features.txt")) {
                Bundle bundle = server.bundle(row.get(0));
                check(offered(row), row, "at first: not offered");
                Server.stop(bundle);
                check(!offered(row), row, "stopped: offered");
                old.talkToMyself();
                Server.start(bundle);
                check(offered(row), row, "started again: not offered");
                old.talkToMyself();
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private boolean offered(List<String> row) throws IOException {
        try (Client fresh = new Client(port)) {
            // registering needs negotiation/ibr, which no row for "after" stops
            Client there = row.get(1).equals("after") ? fresh.authenticate() : fresh;
            return there.features().contains(row.get(2));
        }
    }

    /** Who adds a feature adds it to one of the tables. */
    @Test
    public void everyFeatureIsInATable() throws IOException {
        Set<String> features = new TreeSet<>();
        for (Bundle bundle : server.features()) {
            String folder =
                    bundle.getSymbolicName().substring("io.stoa.".length()).replace('.', '/');
            if (folder.matches("(info|im|negotiation)/.*|net/tls")) {
                features.add(folder);
            }
        }
        Set<String> listed = new TreeSet<>();
        Table.rows("toggles.txt").forEach(row -> listed.add(row.getFirst()));
        Table.rows("stream-features.txt").forEach(row -> listed.add(row.getFirst()));
        assertEquals(features, listed);
    }

    private void check(boolean right, List<String> row, String what) {
        if (!right) {
            wrong.add(row + " " + what);
        }
    }
}
