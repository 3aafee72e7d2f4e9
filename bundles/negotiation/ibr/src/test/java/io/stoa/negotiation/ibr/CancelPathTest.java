package io.stoa.negotiation.ibr;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.auth.Accounts;
import io.stoa.stanza.StreamCondition;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** Through the whole path: XEP-0077 §3.2. */
final class CancelPathTest {

    private static final String REMOVE =
            "<iq id='u1' type='set'><query xmlns='jabber:iq:register'><remove/></query></iq>";

    @Test
    void theResultComesOnceAndThenTheEnd() {
        try (Stoa stoa = Stoa.inMemory().with("negotiation/ibr", Map.of("enabled", true))) {
            TestClient balcony = stoa.connect("juliet@stoa.example/balcony");
            TestClient chamber = stoa.connect("juliet@stoa.example/chamber");
            balcony.send(REMOVE);
            assertThat(balcony.received())
                    .singleElement()
                    .matches(it -> it.attribute("type").equals("result"));
            assertThat(balcony.closed().orElseThrow().condition())
                    .isEqualTo(StreamCondition.NOT_AUTHORIZED);
            assertThat(chamber.closed()).isPresent();
            assertThat(stoa.service(Accounts.class).exists(balcony.address().bare())).isFalse();
        }
    }

    @Test
    void itIsNotAllowedUnlessEnabled() {
        try (Stoa stoa = Stoa.inMemory().with("negotiation/ibr")) {
            TestClient juliet = stoa.connect("juliet@stoa.example/balcony");
            juliet.send(REMOVE);
            assertThat(juliet.take().orElseThrow().toXml()).contains("not-allowed");
            assertThat(juliet.closed()).isEmpty();
        }
    }
}
