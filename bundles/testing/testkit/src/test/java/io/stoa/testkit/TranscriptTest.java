package io.stoa.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.testkit.Transcript.Step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {

    private static Transcript parse(String text) {
        return Transcript.parse(text.lines().toList());
    }

    @Test
    void everyVerbBecomesAStepThatKnowsItsLine() {
        Transcript transcript =
                parse(
                        """
                        # XEP-0199 §4.2: a client pings
                        bundles: info/ping  info/disco

                        juliet connects
                        juliet sends
                            <iq>
                            </iq>
                        # a remark
                        juliet receives
                            <iq/>
                        server stops info/ping
                        server starts info/ping
                        juliet disconnects
                        """);
        assertThat(transcript.title()).isEqualTo("XEP-0199 §4.2: a client pings");
        assertThat(transcript.bundles()).containsExactly("info/ping", "info/disco");
        assertThat(transcript.steps())
                .containsExactly(
                        new Step(4, "juliet", "connects", ""),
                        new Step(5, "juliet", "sends", "    <iq>\n    </iq>\n"),
                        new Step(9, "juliet", "receives", "    <iq/>\n"),
                        new Step(11, "server", "stops", "info/ping"),
                        new Step(12, "server", "starts", "info/ping"),
                        new Step(13, "juliet", "disconnects", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "juliet",
                "juliet dances",
                "juliet connects balcony",
                "juliet connects\n    <iq/>",
                "juliet sends",
                "juliet sends <iq/>",
                "juliet receives",
                "server stops",
                "juliet stops info/ping",
                "server starts info/ping info/disco",
                "    <iq/>"
            })
    void whatIsNotUnderstoodIsRefusedWithItsLine(String text) {
        assertThatThrownBy(() -> parse("# title\n" + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2: ");
    }
}
