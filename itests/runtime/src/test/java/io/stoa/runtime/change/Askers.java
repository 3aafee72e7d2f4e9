package io.stoa.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients who ask again and again, whatever becomes of their requests, and count the answers. For
 * one test.
 */
final class Askers implements AutoCloseable {

    private static final String DOMAIN = Stoa.DOMAIN;
    private static final long PAUSE_NANOS = 20_000_000;

    private final List<Asker> askers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean enough;

    /** Makes so many accounts for those who ask. */
    static void enrol(RuntimeProcess server, int count) {
        server.shell(
                IntStream.range(0, count)
                        .mapToObj(i -> "account add asker%d@%s --password x".formatted(i, DOMAIN))
                        .toList());
    }

    /** Connects so many accounts. */
    Askers(RuntimeProcess server, int count) {
        for (int i = 0; i < count; i++) {
            TcpClient client = TcpClient.connect(server.port("c2s"), "asker" + i, "x", "here");
            askers.add(new Asker(client));
        }
    }

    /** Begins to ask for a text of a namespace, and returns when everybody has been answered. */
    Askers begin(String namespace) {
        askers.forEach(
                asker -> {
                    asker.ask(namespace);
                    asker.hear();
                    threads.add(Thread.startVirtualThread(() -> asker.run(namespace)));
                });
        return this;
    }

    /** Asks no more, and returns the answers: how often each text was heard, without its number. */
    Map<String, Integer> end() throws InterruptedException {
        enough = true;
        for (Thread thread : threads) {
            thread.join();
        }
        Map<String, Integer> texts = new HashMap<>();
        askers.forEach(
                asker -> {
                    asker.hearAll();
                    asker.heard.values().forEach(it -> texts.merge(it, 1, Integer::sum));
                });
        return texts;
    }

    @Override
    public void close() {
        enough = true;
        askers.forEach(it -> it.client.close());
    }

    private final class Asker {

        private final TcpClient client;
        private final Map<String, String> heard = new HashMap<>();
        private int asked;

        Asker(TcpClient client) {
            this.client = client;
        }

        void run(String namespace) {
            while (!enough) {
                ask(namespace);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }

        private void ask(String namespace) {
            client.send(
                    "<iq type='get' id='a%d' to='%s'><mood xmlns='%s'/></iq>"
                            .formatted(asked, DOMAIN, namespace));
            asked++;
        }

        void hearAll() {
            while (heard.size() < asked) {
                hear();
            }
            // RFC 6120 §8.2.3: and no further answer
            assertThat(
                            client.request(
                                    "<iq type='get' id='last'><ping xmlns='urn:xmpp:ping'/></iq>"))
                    .returns("result", it -> it.attribute("type"));
        }

        private void hear() {
            Element answer = client.receive();
            String before = heard.put(answer.attribute("id"), text(answer));
            assertThat(before).as("a second answer to %s", answer.attribute("id")).isNull();
        }

        private static String text(Element answer) {
            return answer.attribute("type").equals("result")
                    ? answer.elements().findFirst().orElseThrow().text().replaceAll(" .*", "")
                    : answer.elements()
                            .filter(it -> it.local().equals("error"))
                            .flatMap(Element::elements)
                            .findFirst()
                            .map(Element::local)
                            .orElse("an error");
        }
    }
}
