package io.stoa.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.gateway.Network;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;
import io.stoa.testkit.gateway.ParrotNetwork;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example of docs/gateways.md is there as it is shown, and works. */
@Timeout(60)
class ParrotTest {

    private final Stoa stoa =
            Stoa.inMemory()
                    .with("im/roster")
                    .with("im/presence")
                    .with("service/gateway")
                    .offer(Network.class, new ParrotNetwork());
    private final TestClient juliet = stoa.connect("juliet@stoa.example/balcony");

    @AfterEach
    void stop() {
        stoa.close();
    }

    private String register(String word, String awaited) {
        juliet.send("<presence/>");
        juliet.send(
                "<iq to='parrot.stoa.example' id='r1' type='set'>"
                        + "<query xmlns='jabber:iq:register'><username>jule</username><password>"
                        + word
                        + "</password></query></iq>");
        return await(awaited);
    }

    private String await(String part) {
        String stanza = "";
        while (!stanza.contains(part)) {
            stanza = juliet.await().orElseThrow(() -> new AssertionError(part)).toString();
        }
        return stanza;
    }

    @Test
    void thePageShowsTheClass() throws IOException {
        String code =
                Files.readString(
                        Path.of(
                                "../../testing/testkit/src/main/java",
                                ParrotNetwork.class.getName().replace('.', '/') + ".java"));
        assertThat(Files.readString(Path.of("../../../docs/gateways.md")))
                .contains("```java\n" + code.substring(code.indexOf("@Component\n")) + "```\n");
    }

    @Test
    void theParrotSaysEverythingAgain() {
        assertThat(register("cracker", "from='polly@")).contains("on her perch");
        juliet.send(
                "<message to='polly@parrot.stoa.example' type='chat'><body>hi</body></message>");
        assertThat(await("<body>hi</body>")).contains("from='polly@parrot.stoa.example'");
        juliet.send(
                "<message to='polly@parrot.stoa.example' id='m0'><body>ho</body>"
                        + "<request xmlns='urn:xmpp:receipts'/></message>");
        assertThat(await("<received")).contains("id='m0'");
        juliet.send("<message to='jack@parrot.stoa.example' id='m1'><body>hi</body></message>");
        assertThat(await("id='m1'")).contains("<item-not-found", "only Polly is here");
    }

    @Test
    void theParrotKnowsOneWord() {
        assertThat(register("tin", "type='error'"))
                .contains("from='parrot.stoa.example'", "<not-authorized", "that is not the word");
    }
}
