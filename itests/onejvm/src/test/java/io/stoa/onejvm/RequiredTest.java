package io.stoa.onejvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** A server that requires blocking delivers nothing while it is not there. */
class RequiredTest {

    @Test
    void withoutItsRequiredGuardTheServerIsClosedToEveryStanza() {
        try (Stoa stoa =
                Stoa.inMemory(
                                Map.of(
                                        "io.stoa.core.bus",
                                        Map.of("required", new String[] {"io.stoa.im.blocking"})))
                        .with("info/ping")) {
            TestClient juliet = stoa.connect("juliet@stoa.example/balcony");
            TestClient romeo = stoa.connect("romeo@stoa.example/orchard");
            assertRefused(juliet, romeo);
            stoa.with("im/blocking");
            assertServed(juliet, romeo);
            stoa.without("im/blocking");
            assertRefused(juliet, romeo);
            stoa.with("im/blocking");
            assertServed(juliet, romeo);
        }
    }

    private static void say(TestClient from) {
        from.send("<message to='romeo@stoa.example/orchard' type='chat'><body>x</body></message>");
        from.send("<presence to='romeo@stoa.example/orchard'/>");
        from.send("<iq to='stoa.example' type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
    }

    private static void assertRefused(TestClient juliet, TestClient romeo) {
        say(juliet);
        assertThat(romeo.received()).isEmpty();
        for (int i = 0; i < 3; i++) {
            Element answer = juliet.take().orElseThrow();
            StanzaError error =
                    StanzaError.from(answer.child(Stanza.CLIENT, "error").orElseThrow());
            assertThat(error.condition()).isEqualTo(Condition.INTERNAL_SERVER_ERROR);
            assertThat(error.type()).isEqualTo(ErrorType.WAIT);
        }
    }

    private static void assertServed(TestClient juliet, TestClient romeo) {
        say(juliet);
        assertThat(romeo.take().orElseThrow().local()).isEqualTo("message");
        assertThat(romeo.take().orElseThrow().local()).isEqualTo("presence");
        assertThat(juliet.take().orElseThrow().attribute("type")).isEqualTo("result");
    }
}
