package io.stoa.net.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.bus.StanzaBus;
import io.stoa.net.uplink.FakeServer.Peer;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** What becomes of what was said when one side does not read, goes, or is replaced. */
@Timeout(60)
final class DepartureTest extends Outside {

    @Test
    void aServerThatDoesNotReadMakesNobodyWait() throws Exception {
        ServerUplink uplink = connect(Map.of("pendingBytes", 65_536));
        try (Peer peer = server.admit()) {
            awaitState(uplink, "connected");
            Stanza large = large();
            while (gateway.received().isEmpty()) {
                outside.service(StanzaBus.class).send(large);
            }
            assertThat(gateway.next().toElement().toString())
                    .contains("<resource-constraint", "type='wait'");
            Element read = peer.receive();
            assertThat(read.attribute("from")).isEqualTo(ROOM);
        }
    }

    @Test
    void whatWaitedForTheServerComesFirstAndInOrder() throws Exception {
        ServerUplink uplink = connect(Map.of("awayStanzas", 50));
        try (Peer peer = server.admit()) {
            awaitState(uplink, "connected");
            peer.end();
            assertThat(peer.receivesEnd()).isTrue();
        }
        awaitState(uplink, "not connected");
        numbers("w", 50).forEach(this::say);
        say("too much");
        assertThat(gateway.next().toElement().toString())
                .contains("<resource-constraint", "too much");
        try (Peer peer = server.admit()) {
            assertThat(ids(peer, 50)).isEqualTo(numbers("w", 50));
            say("next");
            assertThat(ids(peer, 1)).containsExactly("next");
        }
    }

    @Test
    void whoWaitsInVainIsTold() throws Exception {
        ServerUplink uplink = connect(Map.of("awaySeconds", 1));
        try (Peer peer = server.admit()) {
            awaitState(uplink, "connected");
            peer.refuse("system-shutdown");
        }
        server.close();
        awaitState(uplink, "not connected");
        say("in vain");
        assertThat(gateway.next().toElement().toString())
                .contains("<remote-server-timeout", "in vain");
        say("at once");
        assertThat(gateway.next().toElement().toString())
                .contains("<remote-server-timeout", "at once");
    }

    @Test
    void whoStopsSaysAllAndHearsTheServerOut() throws Exception {
        ServerUplink uplink = connect();
        try (Peer peer = server.admit()) {
            awaitState(uplink, "connected");
            numbers("s", 20).forEach(this::say);
            Thread stopping = Thread.ofVirtual().start(() -> outside.without("net/uplink"));
            assertThat(ids(peer, 20)).isEqualTo(numbers("s", 20));
            assertThat(peer.receivesEnd()).isTrue();
            peer.send(message("last"));
            peer.end();
            stopping.join();
            assertThat(gateway.next().id()).isEqualTo("last");
        }
    }

    @Test
    void aServerThatDoesNotReadDoesNotKeepUsFromStopping() throws Exception {
        ServerUplink uplink = connect();
        try (Peer peer = server.admit()) {
            awaitState(uplink, "connected");
            choke(uplink);
            outside.without("net/uplink");
            assertThat(peer.receive().attribute("from")).isEqualTo(ROOM);
        }
    }

    @Test
    void whoIsStoppedBeforeItIsAskedForItsProofGivesNone() throws Exception {
        connect();
        try (Peer peer = server.accept()) {
            outside.without("net/uplink");
            peer.open();
            assertThatThrownBy(peer::receive).hasMessage("it has hung up");
        }
    }

    /** A new version that is taken back at once has knocked, too. */
    @Test
    void whatHasWaitedForUsIsHeardWhenWeAreStoppedWhileConnecting() throws Exception {
        connect();
        say("said meanwhile");
        FutureTask<Void> stopping = new FutureTask<>(() -> outside.without("net/uplink"), null);
        try (Peer peer = server.accept()) {
            peer.open();
            peer.receive(); // the proof
            awaitWaiting(Thread.ofVirtual().start(stopping), stopping);
            peer.send("<handshake/>" + message("waited"));
            assertThat(peer.receive().attribute("id")).isEqualTo("said meanwhile");
            assertThat(peer.receivesEnd()).isTrue();
            peer.end();
            stopping.get();
        }
        assertThat(gateway.next().id()).isEqualTo("waited");
    }

    private static void awaitWaiting(Thread thread, Future<?> task) {
        while (thread.getState() != Thread.State.TIMED_WAITING && !task.isDone()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoIsLetInTooLateLeavesNoStreamBehind() throws Exception {
        connect();
        try (Peer peer = server.accept()) {
            peer.open();
            peer.receive();
            outside.without("net/uplink");
            peer.send("<handshake/>");
            assertThatThrownBy(peer::receive).hasMessage("it has hung up");
        }
    }

    @Test
    void whatWaitsGoesToTheNextVersion() {
        ServerUplink uplink = connect(Map.of("server", "127.0.0.1:1"));
        say("1");
        say("2");
        Object state = uplink.save();
        assertThat(uplink.waiting().isEmpty()).isTrue();
        uplink.restore(state);
        assertThat(uplink.waiting().first()).extracting(Stanza::id).containsExactly("1", "2");
    }

    @Test
    void whatTheServerSaysLastGoesToTheNextVersionThoughSomebodyIsWaitedFor() throws Exception {
        ServerUplink uplink = connect();
        FutureTask<Object> saving = new FutureTask<>(uplink::save);
        try (Peer peer = server.admit()) {
            awaitState(uplink, "connected");
            gateway.door().lock();
            peer.send(message("slow"));
            assertThat(gateway.next().id()).isEqualTo("slow");
            Thread.ofVirtual().start(saving);
            assertThat(peer.receivesEnd()).isTrue();
            peer.send(message("last"));
            peer.send(message("very last"));
            peer.end();
            assertThat(saving.get()).isNotNull();
        }
        gateway.door().unlock();
        assertThat(gateway.received()).isEmpty();
        uplink.restore(saving.get());
        assertThat(gateway.next().id()).isEqualTo("last");
        assertThat(gateway.next().id()).isEqualTo("very last");
        try (Peer peer = server.admit()) {
            assertThat(ids(peer, 3)).containsExactly("slow", "last", "very last");
        }
    }

    /** A new version that is taken back has heard the server, too. */
    @Test
    void whatTheServerSaysLastIsCarriedWhenWeStopThoughSomebodyIsWaitedFor() throws Exception {
        ServerUplink uplink = connect();
        List<String> said = numbers("t", 200);
        try (Peer peer = server.admit()) {
            awaitState(uplink, "connected");
            gateway.door().lock();
            for (String id : said) {
                peer.send(message(id));
            }
            peer.end();
            assertThat(gateway.next().id()).isEqualTo("t0");
            outside.without("net/uplink");
        }
        assertThat(uplink.received()).isEqualTo(200);
        gateway.door().unlock();
        // among what can not be answered any more
        while (!gateway.next().id().equals("t199")) {
            assertThat(uplink.received()).isEqualTo(200);
        }
    }

    @Test
    void whatHasWaitedForUsGoesToTheNextVersionWhenTheServerLetsUsInTooLate() throws Exception {
        ServerUplink uplink = connect();
        FutureTask<Object> saving = new FutureTask<>(uplink::save);
        try (Peer peer = server.accept()) {
            peer.open();
            peer.receive(); // the proof
            awaitWaiting(Thread.ofVirtual().start(saving), saving);
            peer.send("<handshake/>" + message("waited"));
            assertThat(peer.receivesEnd()).isTrue();
            peer.end();
            assertThat(saving.get()).isNotNull();
        }
        assertThat(gateway.received()).isEmpty();
        uplink.restore(saving.get());
        assertThat(gateway.next().id()).isEqualTo("waited");
    }
}
