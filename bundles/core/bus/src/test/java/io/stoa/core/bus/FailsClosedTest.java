package io.stoa.core.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.Leg;
import io.stoa.bus.Stage;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Target;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** An interceptor on which people rely is broken. */
class FailsClosedTest {

    private static final String NAME = "test.guard";
    private static final String TO_ROMEO =
            "<message to='romeo@stoa.example/orchard' id='m'><body>x</body></message>";

    private final BusFixture fixture = new BusFixture();
    private final TestClient juliet = fixture.connect("juliet@stoa.example/balcony");
    private final TestClient romeo = fixture.connect("romeo@stoa.example/orchard");
    private final StanzaInterceptor broken =
            (stanza, context) -> {
                throw new IllegalStateException("broken");
            };

    @BeforeEach
    void answer() {
        fixture.table.bindHandler(
                (request, context) -> request.result(),
                BusFixture.handles("urn:x", Target.SERVER, false));
    }

    private void breaks(boolean failsClosed, Leg... legs) {
        Map<String, Object> properties =
                new HashMap<>(BusFixture.intercepts(NAME, Stage.GUARD, legs));
        properties.put("stoa.fails.closed", failsClosed);
        fixture.table.bindInterceptor(broken, properties);
        // each call that fails is refused; after 20 in a row nobody calls it any more
        for (int i = 0; i < 20; i++) {
            juliet.send(TO_ROMEO);
            assertThat(error(juliet).condition()).isEqualTo(Condition.INTERNAL_SERVER_ERROR);
        }
        assertThat(fixture.office.all())
                .anySatisfy(it -> assertThat(it.state()).isEqualTo("quarantined"));
    }

    private static StanzaError error(TestClient client) {
        Element answer = client.take().orElseThrow();
        return StanzaError.from(answer.child(Stanza.CLIENT, "error").orElseThrow());
    }

    private static void refused(TestClient client) {
        StanzaError error = error(client);
        assertThat(error.condition()).isEqualTo(Condition.INTERNAL_SERVER_ERROR);
        assertThat(error.type()).isEqualTo(ErrorType.WAIT);
    }

    @Test
    void whatItWouldHaveSeenIsRefused() {
        breaks(true, Leg.SENT);
        juliet.send(TO_ROMEO);
        refused(juliet);
        assertThat(romeo.received()).isEmpty();
    }

    @Test
    void alsoForWhomItWouldHaveBeenDelivered() {
        breaks(true, Leg.RECEIVED);
        juliet.send(TO_ROMEO);
        refused(juliet);
        assertThat(romeo.received()).isEmpty();
    }

    @Test
    void presenceDoesNotPassEither() {
        breaks(true, Leg.SENT);
        juliet.send("<presence to='romeo@stoa.example/orchard'/>");
        assertThat(romeo.received()).isEmpty();
    }

    @Test
    void whatIsOnesOwnOrTheServersPasses() {
        breaks(true, Leg.SENT, Leg.RECEIVED);
        juliet.send("<message to='juliet@stoa.example/balcony' id='own'><body>x</body></message>");
        assertThat(juliet.take().orElseThrow().attribute("id")).isEqualTo("own");
        juliet.send("<iq type='get' to='stoa.example' id='q'><x xmlns='urn:x'/></iq>");
        assertThat(juliet.take().orElseThrow().attribute("type")).isEqualTo("result");
    }

    @Test
    void whoIsNotReliedOnLetsPass() {
        breaks(false, Leg.SENT);
        juliet.send(TO_ROMEO);
        assertThat(romeo.received()).hasSize(1);
    }

    @Test
    void switchedOffForADomainItStopsNothing() {
        breaks(true, Leg.SENT);
        fixture.office.off(Map.of("", Set.of("stoa.example")));
        juliet.send(TO_ROMEO);
        assertThat(romeo.received()).hasSize(1);
    }

    @Test
    void switchedOffItStopsNothing() {
        breaks(true, Leg.SENT);
        fixture.table.unbindInterceptor(broken);
        juliet.send(TO_ROMEO);
        assertThat(romeo.received()).hasSize(1);
    }

    @Test
    void releasedItIsAskedAgain() {
        breaks(true, Leg.SENT);
        long calls = fixture.office.all().getFirst().errors();
        assertThat(fixture.office.release(NAME)).isTrue();
        juliet.send(TO_ROMEO);
        assertThat(fixture.office.all())
                .anySatisfy(it -> assertThat(it.errors()).isGreaterThan(calls));
    }
}
