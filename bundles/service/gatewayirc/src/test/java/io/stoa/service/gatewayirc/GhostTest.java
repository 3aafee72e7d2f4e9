package io.stoa.service.gatewayirc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;

/** Who is gone without a word is known by what comes back (XEP-0045 §16.1.2). */
@Timeout(60)
final class GhostTest {

    private static void bounce(Verona verona, String condition) {
        verona.juliet.send(
                "<message to='"
                        + Verona.ROOM
                        + "/romeo' type='error'><error type='cancel'><"
                        + condition
                        + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"service-unavailable", "remote-server-timeout", "recipient-unavailable"})
    void whoCannotBeReachedLeavesTheChannel(String condition) throws IOException {
        try (Verona verona = Verona.plain()) {
            verona.join();
            bounce(verona, condition);
            assertThat(verona.ircd.hear("PART")).contains("#verona");
        }
    }

    @Test
    void whoHasTooMuchToReadStays() throws IOException {
        try (Verona verona = Verona.plain()) {
            verona.join();
            bounce(verona, "resource-constraint");
            verona.say("s", "still here");
            String line = verona.ircd.hear();
            while (!line.contains("PRIVMSG")) {
                assertThat(line).doesNotContain("PART");
                line = verona.ircd.hear();
            }
            assertThat(line).contains("still here");
        }
    }
}
