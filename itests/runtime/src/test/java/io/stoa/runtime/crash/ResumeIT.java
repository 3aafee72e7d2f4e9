package io.stoa.runtime.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A session outlives whatever carries it (XEP-0198 §5), and nothing is lost or comes twice. */
class ResumeIT {

    private static final String JULIET = "juliet@" + Stoa.DOMAIN + "/balcony";
    private static final String ROMEO = "romeo@" + Stoa.DOMAIN + "/orchard";

    private Path data;
    private RuntimeProcess server;
    private final ResumingClient juliet = new ResumingClient("juliet", "balcony");
    private final ResumingClient romeo = new ResumingClient("romeo", "orchard");

    @BeforeEach
    void connect(@TempDir Path folder) throws Exception {
        data = folder.resolve("data");
        server = RuntimeProcess.start(data);
        for (String name : List.of("juliet", "romeo")) {
            server.call("account", "add", name + "@" + Stoa.DOMAIN, "--password", "secret");
        }
        juliet.connect(port());
        romeo.connect(port());
        // each sees the other come, and would see it go
        romeo.send("<presence to='" + JULIET + "'/>");
        juliet.send("<presence to='" + ROMEO + "'/>");
        assertThat(juliet.awaitUntil(it -> it.received("presence").size() == 1)).isTrue();
        assertThat(romeo.awaitUntil(it -> it.received("presence").size() == 1)).isTrue();
    }

    @AfterEach
    void stop() {
        juliet.close();
        romeo.close();
        server.close();
    }

    private int port() {
        return server.port("c2s");
    }

    /** A port that the system chose is another one after a restart of the transport. */
    private int portNow() {
        Matcher port = Pattern.compile("c2s [0-9.]+:([0-9]+)").matcher(server.call("status"));
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    /** Both send; what they have sent and received is complete, in order, and once. */
    private void talk(String... expected) throws IOException, InterruptedException {
        assertThat(romeo.awaitUntil(it -> it.bodies().size() >= expected.length))
                .as("%s: %s", romeo.why(), romeo.bodies())
                .isTrue();
        juliet.message(ROMEO, "last");
        romeo.message(JULIET, "echo");
        assertThat(romeo.awaitUntil(it -> it.bodies().contains("last"))).isTrue();
        assertThat(juliet.awaitUntil(it -> it.bodies().contains("echo"))).isTrue();
        assertThat(romeo.bodies())
                .startsWith(expected)
                .hasSize(expected.length + 1)
                .endsWith("last");
        assertThat(juliet.bodies()).containsExactly("echo");
        assertThat(juliet.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
        // nobody was told that anybody had gone
        assertThat(juliet.received("presence"))
                .extracting(it -> it.attribute("type"))
                .containsExactly("");
        assertThat(romeo.received("presence"))
                .extracting(it -> it.attribute("type"))
                .containsExactly("");
    }

    @Test
    void aLostConnectionIsResumed() throws Exception {
        romeo.drop();
        juliet.message(ROMEO, "one");
        juliet.message(ROMEO, "two");
        assertThat(juliet.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
        assertThat(server.call("session", "list")).contains("detached");
        romeo.resume(port());
        talk("one", "two");
    }

    @Test
    void aConnectionThatTheServerBelievesInIsTakenOver() throws Exception {
        ResumingClient before = romeo;
        juliet.message(ROMEO, "one");
        assertThat(romeo.awaitUntil(it -> it.bodies().size() == 1)).isTrue();
        romeo.resume(port());
        assertThat(before).isSameAs(romeo);
        talk("one");
    }

    @Test
    void theTransportIsRestarted() throws Exception {
        // another value of any of its settings: its components are stopped and made anew
        server.call("config", "set", "io.stoa.net.mina:backlog", "512");
        assertThat(juliet.awaitUntil(it -> !it.why().isEmpty())).isTrue();
        int elsewhere = portNow();
        juliet.resume(elsewhere);
        juliet.message(ROMEO, "one");
        assertThat(juliet.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
        romeo.resume(elsewhere);
        talk("one");
    }

    @Test
    void theTransportIsUpdated() throws Exception {
        juliet.message(ROMEO, "one");
        assertThat(romeo.awaitUntil(it -> it.bodies().size() == 1)).isTrue();
        server.call("feature", "update", "mina", "--yes");
        assertThat(juliet.awaitUntil(it -> !it.why().isEmpty())).isTrue();
        int elsewhere = portNow();
        juliet.resume(elsewhere);
        juliet.message(ROMEO, "two");
        assertThat(juliet.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
        romeo.resume(elsewhere);
        talk("one", "two");
    }

    @Test
    void streamManagementItselfIsRestarted() throws Exception {
        juliet.message(ROMEO, "one");
        assertThat(romeo.awaitUntil(it -> it.bodies().size() == 1)).isTrue();
        server.shell(List.of("feature stop sm --yes", "feature start sm --yes"));
        juliet.message(ROMEO, "two");
        romeo.drop();
        juliet.message(ROMEO, "three");
        romeo.resume(port());
        talk("one", "two", "three");
    }

    @Test
    void theServerIsStoppedAndStarted() throws Exception {
        romeo.drop();
        juliet.message(ROMEO, "one");
        assertThat(juliet.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
        assertThat(server.stop()).isZero();
        server = RuntimeProcess.start(data);
        juliet.resume(port());
        juliet.message(ROMEO, "two");
        romeo.resume(port());
        talk("one", "two");
    }

    @Test
    void theServerIsKilledAndStarted() throws Exception {
        romeo.drop();
        juliet.message(ROMEO, "one");
        assertThat(juliet.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
        juliet.message(ROMEO, "two");
        server.kill();
        server = RuntimeProcess.start(data);
        romeo.resume(port());
        juliet.resume(port());
        talk("one", "two");
    }

    @Test
    void whatNobodyResumesIsTold() throws Exception {
        Element before = juliet.received("presence").getFirst();
        assertThat(before.attribute("type")).isEmpty();
        romeo.drop();
        juliet.message(ROMEO, "one");
        assertThat(juliet.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
        server.call("session", "kick", "romeo@" + Stoa.DOMAIN);
        assertThat(juliet.awaitUntil(it -> it.received("presence").size() == 2)).isTrue();
        assertThat(juliet.received("presence").getLast().attribute("type"))
                .isEqualTo("unavailable");
    }
}
