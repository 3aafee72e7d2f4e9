package io.stoa.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.gateway.Network;
import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A server with a gateway to a network that the test speaks for, and juliet. */
@Timeout(60)
abstract class AtIcq {

    static final BareJid JULIET = BareJid.parse("juliet@stoa.example");
    static final Place JULIET_AT_ICQ = new Place(JULIET, BareJid.ofDomain("icq.stoa.example"));

    static final int ROSTER = 300;

    final FakeNetwork network = new FakeNetwork();
    final Stoa stoa;
    TestClient juliet;
    private final List<String> seen = new ArrayList<>();

    AtIcq(Map<String, Object> configuration) {
        stoa =
                Stoa.inMemory()
                        .with("im/roster", Map.of("items", ROSTER))
                        .with("im/presence")
                        .with("info/disco")
                        .with("service/gateway", configuration)
                        .offer(Network.class, network);
        juliet = stoa.connect("juliet@stoa.example/balcony");
    }

    @BeforeEach
    void come() {
        juliet.send("<presence>" + caps() + "</presence>");
        juliet.await();
    }

    /** What juliet's client says of itself. */
    String caps() {
        return "";
    }

    @AfterEach
    void stop() {
        stoa.close();
    }

    /** What comes of the network and what is answered may overtake each other. */
    String next(String part) {
        while (seen.stream().noneMatch(it -> it.contains(part))) {
            seen.add(
                    juliet.await()
                            .orElseThrow(() -> new AssertionError(part + " is not in " + seen))
                            .toString());
        }
        String found = seen.stream().filter(it -> it.contains(part)).findFirst().orElseThrow();
        seen.remove(found);
        return found;
    }

    /** What has come so far and was not taken. */
    List<String> rest() {
        juliet.take().ifPresent(it -> seen.add(it.toString()));
        juliet.received().forEach(it -> seen.add(juliet.take().orElseThrow().toString()));
        return List.copyOf(seen);
    }

    static String attribute(String stanza, String name) {
        int begin = stanza.indexOf(" " + name + "='") + name.length() + 3;
        return stanza.substring(begin, stanza.indexOf('\'', begin));
    }

    FakeNetwork.Session session() throws InterruptedException {
        return Objects.requireNonNull(network.sessions.poll(10, TimeUnit.SECONDS), "no log-in");
    }

    void sendRegistration(String id) {
        juliet.send(
                "<iq to='icq.stoa.example' id='%s' type='set'>".formatted(id)
                        + "<query xmlns='jabber:iq:register'><username>12345</username>"
                        + "<password>wherefore</password></query></iq>");
    }

    FakeNetwork.Session register() throws InterruptedException {
        sendRegistration("r1");
        next("id='r1'");
        FakeNetwork.Session session = session();
        next("<presence from='icq.stoa.example'");
        return session;
    }

    /** A network is told by a job. */
    static void awaitSaid(FakeNetwork.Session session, String... lines) {
        await(() -> session.said.size() >= lines.length);
        assertThat(session.said).containsExactly(lines);
    }

    static void awaitClosed(FakeNetwork.Session session) {
        await(() -> session.closed);
    }

    /** Not for ever: who is late is interrupted by the time-out of the test. */
    static void await(BooleanSupplier what) {
        while (!what.getAsBoolean()) {
            assertThat(Thread.currentThread().isInterrupted()).as("too late").isFalse();
            Thread.onSpinWait();
        }
    }

    Set<String> roster() {
        return stoa.service(Rosters.class).items(JULIET).stream()
                .filter(RosterItem::listed)
                .map(it -> it.contact().toString())
                .collect(Collectors.toSet());
    }

    /** It is changed by a job. */
    void awaitRoster(String... contacts) {
        Set<String> wanted = Arrays.stream(contacts).collect(Collectors.toSet());
        await(() -> roster().equals(wanted));
    }
}
