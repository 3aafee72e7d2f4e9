package io.stoa.info.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.IqError;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.testkit.TestContext;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

class TimeHandlerTest {

    private static final BareJid SERVER = BareJid.parse("stoa.example");
    private static final Element ASKED = Element.of(TimeHandler.NAMESPACE, "time");

    @ParameterizedTest
    @CsvSource({
        "2006-12-19T17:58:35.999Z, America/Chicago, -06:00, 2006-12-19T17:58:35Z",
        "2026-07-01T00:00:00Z, Europe/Athens, +03:00, 2026-07-01T00:00:00Z",
        "2026-01-01T00:00:00Z, UTC, +00:00, 2026-01-01T00:00:00Z",
        "2026-01-01T23:59:59Z, Asia/Kolkata, +05:30, 2026-01-01T23:59:59Z",
    })
    void tellsUtcAndTheOffsetOfThatMoment(Instant now, String zone, String tzo, String utc) {
        TimeHandler handler = new TimeHandler(Clock.fixed(now, ZoneId.of(zone)));
        assertThat(answer(handler, IqGet.of("t1", ASKED)).payloads())
                .containsExactly(
                        Xml.parse(
                                "<time xmlns='urn:xmpp:time'><tzo>%s</tzo><utc>%s</utc></time>"
                                        .formatted(tzo, utc)));
    }

    @Test
    void asksTheClockOfTheMachine() {
        assertThat(answer(new TimeHandler(), IqGet.of("t1", ASKED)).payloads()).hasSize(1);
    }

    @Test
    void refusesEverythingElse() {
        TimeHandler handler = new TimeHandler();
        assertThat(answer(handler, IqSet.of("t1", ASKED))).isInstanceOf(IqError.class);
        Element other = Element.of(TimeHandler.NAMESPACE, "utc");
        assertThat(answer(handler, IqGet.of("t1", other))).isInstanceOf(IqError.class);
    }

    private static IqResponse answer(TimeHandler handler, IqRequest request) {
        return handler.handle(
                request.withFrom(Jid.parse("juliet@stoa.example/balcony")).withTo(SERVER),
                TestContext.received(SERVER));
    }
}
