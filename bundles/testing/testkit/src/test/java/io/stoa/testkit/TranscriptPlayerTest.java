package io.stoa.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class TranscriptPlayerTest {

    /** Gives back what was sent, and writes down what it is told. */
    private static final class Echo implements TranscriptStage {

        private final List<String> told = new ArrayList<>();
        private final List<String> sent = new ArrayList<>();

        @Override
        public void begin(List<String> bundles, Set<String> accounts) {
            told.add("begin " + bundles + " " + accounts);
        }

        @Override
        public String connect(String actor) {
            told.add("connect " + actor);
            return actor + "@stoa.example/" + told.size();
        }

        @Override
        public void administer(String actor) {
            told.add("administer " + actor);
        }

        @Override
        public void send(String actor, String xml) {
            sent.add(xml);
        }

        @Override
        public Element receive(String actor) {
            if (sent.isEmpty()) {
                throw new AssertionError("received nothing");
            }
            return Xml.parse(sent.removeFirst(), "jabber:client");
        }

        @Override
        public void disconnect(String actor) {
            told.add("disconnect " + actor);
        }

        @Override
        public void drop(String actor) {
            told.add("drop " + actor);
        }

        @Override
        public void comeBack(String actor) {
            told.add("come back " + actor);
        }

        @Override
        public void stop(String bundle) {
            told.add("stop " + bundle);
        }

        @Override
        public void run(String line) {
            throw new AssertionError("there are no commands");
        }

        @Override
        public void start(String bundle) {
            told.add("start " + bundle);
        }

        @Override
        public List<String> unexpected() {
            return List.copyOf(sent);
        }

        @Override
        public void close() {
            told.add("close");
        }
    }

    private final Echo stage = new Echo();

    private void play(String text) {
        new TranscriptPlayer(stage).play(Transcript.parse(text.lines().toList()));
    }

    @Test
    void everyStepReachesTheStageInOrder() {
        play(
                """
                # title
                bundles: info/ping
                romeo connects
                juliet connects
                juliet administers
                server stops info/ping
                server starts info/ping
                romeo disconnects
                juliet drops
                juliet returns
                """);
        assertThat(stage.told)
                .containsExactly(
                        "begin [info/ping] [juliet, romeo]",
                        "connect romeo",
                        "connect juliet",
                        "administer juliet",
                        "stop info/ping",
                        "start info/ping",
                        "disconnect romeo",
                        "drop juliet",
                        "come back juliet");
    }

    @Test
    void anActorStandsForTheAddressOfItsLastConnection() {
        play(
                """
                # title
                juliet connects
                juliet disconnects
                juliet connects
                juliet sends
                    <iq to='{juliet}'/>
                juliet receives
                    <iq to='juliet@stoa.example/4'/>
                juliet sends
                    <iq to='juliet@stoa.example/4'/>
                juliet receives
                    <iq to='{juliet}'/>
                """);
        assertThat(stage.sent).isEmpty();
    }

    @Test
    void aValueThatIsRememberedStandsForItselfFurtherDown() {
        play(
                """
                # title
                juliet sends
                    <iq id='x7'/>
                juliet receives
                    <iq id='{any:first}'/>
                juliet sends
                    <iq id='{first}'/>
                juliet receives
                    <iq id='x7'/>
                """);
    }

    @Test
    void somethingElseFailsWithTheLineAndBothSides() {
        assertThatThrownBy(
                        () ->
                                play(
                                        """
                                        # title
                                        juliet connects
                                        juliet sends
                                            <iq id='1'/>
                                        juliet receives
                                            <iq id='2' to='{juliet}'/>
                                        """))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("line 5, juliet receives: id is “1”, not “2”")
                .hasMessageContaining("<iq id='2' to='juliet@stoa.example/2'/>");
    }

    @Test
    void nothingFailsWithTheLine() {
        assertThatThrownBy(() -> play("# title\njuliet receives\n    <iq/>"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("line 2, juliet receives: received nothing");
    }

    @Test
    void whatTheTranscriptDoesNotMentionFails() {
        assertThatThrownBy(() -> play("# title\njuliet sends\n    <iq id='extra'/>"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not in the transcript")
                .hasMessageContaining("extra");
    }
}
