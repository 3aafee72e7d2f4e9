package io.stoa.core.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.Context;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Target;
import io.stoa.jid.FullJid;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.util.function.Consumer;

/** A feature sends without end for one stanza, one way or another. */
class FloodTest {

    private static final int LIMIT = 20_000;
    private static final FullJid ROMEO = FullJid.parse("romeo@stoa.example/orchard");
    private static final Stanza DROP = Message.of(MessageType.HEADLINE, ROMEO, "drip");

    private final BusFixture fixture = new BusFixture();
    private final TestClient juliet = fixture.connect("juliet@stoa.example/balcony");
    private final TestClient romeo = fixture.connect(ROMEO.toString());

    private Element ask() {
        Stanza request =
                Stanza.from(
                        Xml.parse(
                                "<iq to='stoa.example' id='f' type='get'><f xmlns='urn:f'/></iq>",
                                Stanza.CLIENT));
        fixture.bus.passage(request, juliet.session()).advance(true);
        return juliet.take().orElseThrow();
    }

    private void plugIn(int count, Consumer<Context> send) {
        IqHandler handler =
                (request, context) -> {
                    for (int i = 0; i < count; i++) {
                        send.accept(context);
                    }
                    return request.result();
                };
        fixture.table.bindHandler(handler, BusFixture.handles("urn:f", Target.SERVER, false));
    }

    private int heard() {
        int count = 0;
        while (romeo.take().isPresent()) {
            count++;
        }
        return count;
    }

    @Test
    void whatACallMaySendIsSent() {
        plugIn(LIMIT, context -> context.send(DROP));
        assertThat(ask().attribute("type")).isEqualTo("result");
        assertThat(heard()).isEqualTo(LIMIT);
        assertThat(fixture.office.all().getFirst().state()).isEqualTo("open");
    }

    @Test
    void oneMoreIsNotSentAndPutsTheComponentIntoQuarantineAtOnce() {
        plugIn(LIMIT + 1, context -> context.send(DROP));
        assertThat(ask().attribute("type")).isEqualTo("error");
        assertThat(heard()).isEqualTo(LIMIT);
        assertThat(fixture.office.all().getFirst().state()).isEqualTo("quarantined");
        assertThat(fixture.office.all().getFirst().reason()).contains("more than 20000 stanzas");
        assertThat(String.valueOf(ask())).contains("service-unavailable");
    }

    @Test
    void whatIsDeliveredPastTheBusCountsToo() {
        plugIn(LIMIT + 1, context -> romeo.session().deliver(DROP));
        assertThat(ask().attribute("type")).isEqualTo("error");
        assertThat(heard()).isEqualTo(LIMIT);
        assertThat(fixture.office.all().getFirst().state()).isEqualTo("quarantined");
    }

    @Test
    void whoOverhearsThatItIsTooMuchIsInQuarantineAllTheSame() {
        plugIn(
                LIMIT + 10,
                context -> {
                    try {
                        context.send(DROP);
                    } catch (IllegalStateException deaf) {
                        assertThat(deaf).hasMessageContaining("too many");
                    }
                });
        ask();
        assertThat(heard()).isEqualTo(LIMIT);
        assertThat(fixture.office.all().getFirst().state()).isEqualTo("quarantined");
    }
}
