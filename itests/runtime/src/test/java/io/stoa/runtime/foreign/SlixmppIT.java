package io.stoa.runtime.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A privileged component that others' code makes (slixmpp): it learns what it may do, keeps a
 * contact in a roster, and says something for an account, which is archived and copied.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlixmppIT {

    private static final Pattern PORT = Pattern.compile("component [^ ,]*:(\\d+)");
    private static final String SECRET = "as-you-like-it";

    @TempDir private Path folder;

    private static Element await(TcpClient client, Predicate<Element> wanted) {
        Element next = client.receive();
        while (!wanted.test(next)) {
            next = client.receive();
        }
        return next;
    }

    private Path script() throws IOException {
        Path script = folder.resolve("privileged.py");
        try (InputStream in =
                Objects.requireNonNull(SlixmppIT.class.getResourceAsStream("privileged.py"))) {
            Files.copy(in, script);
        }
        return script;
    }

    @Test
    void aBridgeActsForAnAccountUntilThatIsRevoked() throws Exception {
        Installed python = Installed.program("python3");
        python.able("python3-slixmpp", "-c", "import slixmpp.plugins.xep_0356");
        try (RuntimeProcess server =
                RuntimeProcess.start(
                        folder.resolve("data"), "--set", "io.stoa.service.component:port=0")) {
            server.shell(
                    List.of(
                            "account add juliet@stoa.example --password secret",
                            "account add romeo@stoa.example --password secret",
                            "component add bridge.stoa.example --secret " + SECRET,
                            "privilege grant bridge.stoa.example roster both",
                            "privilege grant bridge.stoa.example message outgoing"));
            Matcher port = PORT.matcher(server.call("status"));
            assertThat(port.find()).isTrue();
            Path log = folder.resolve("bridge.log");
            try (TcpClient juliet =
                            TcpClient.connect(server.port("c2s"), "juliet", "secret", "balcony");
                    TcpClient romeo =
                            TcpClient.connect(server.port("c2s"), "romeo", "secret", "orchard")) {
                juliet.send(
                        "<presence/><iq id='c' type='set'><enable"
                                + " xmlns='urn:xmpp:carbons:2'/></iq><iq id='r' type='get'><query"
                                + " xmlns='jabber:iq:roster'/></iq>");
                await(juliet, it -> it.attribute("id").equals("r"));
                romeo.send("<presence/>");
                Process bridge = python.start(log, script().toString(), port.group(1), SECRET);
                try {
                    talk(juliet, romeo);
                    server.call("privilege", "revoke", "bridge.stoa.example");
                    assertThat(bridge.waitFor(30, TimeUnit.SECONDS)).isTrue();
                } finally {
                    Installed.kill(bridge);
                }
            }
            assertThat(log).content().contains("roster Nurse", "spoken", "revoked");
        }
    }

    private static void talk(TcpClient juliet, TcpClient romeo) {
        Element push = await(juliet, it -> it.toString().contains("subscription='both'"));
        assertThat(push.toString()).contains("nurse@bridge.stoa.example", "Household");
        Element said = await(romeo, it -> it.local().equals("message"));
        assertThat(said.attribute("from")).isEqualTo("juliet@stoa.example");
        assertThat(said.toString()).contains("from the other network");
        Element copy = await(juliet, it -> it.local().equals("message"));
        assertThat(copy.toString()).contains("<sent ", "from the other network");
        juliet.send("<iq id='a' type='set'><query xmlns='urn:xmpp:mam:2'/></iq>");
        assertThat(await(juliet, it -> it.toString().contains("<result ")).toString())
                .contains("from the other network");
    }
}
