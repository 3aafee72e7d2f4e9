package io.stoa.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.stanza.DataForm;
import io.stoa.stanza.FormType;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

final class ExecutionsTest {

    private final Executions executions = new Executions(() -> Instant.EPOCH);
    private boolean works;

    /** One that has a form and perhaps a plan, and is done when what it needs works. */
    private final class Fickle implements Command {

        private final boolean asks;

        Fickle(boolean asks) {
            this.asks = asks;
        }

        @Override
        public String node() {
            return "fickle";
        }

        @Override
        public String title() {
            return "Do it.";
        }

        @Override
        public boolean asks() {
            return asks;
        }

        @Override
        public Optional<DataForm> form(Optional<DataForm> filled) {
            return Optional.of(DataForm.of(FormType.FORM));
        }

        @Override
        public Task task(Optional<DataForm> filled) {
            return new Task() {
                @Override
                public Optional<Outcome> plan() {
                    return Optional.of(Outcome.of(Outcome.Severity.WARN, "This does it."));
                }

                @Override
                public Outcome run() {
                    if (!works) {
                        throw new IllegalStateException("the storage is away");
                    }
                    return Outcome.of(Outcome.Severity.INFO, "done");
                }
            };
        }
    }

    private Element ask(Command command, String attributes) {
        return executions.answer(
                (IqRequest)
                        Stanza.from(
                                Xml.parse(
                                        "<iq type='set' id='1' to='stoa.example'"
                                                + " from='juliet@stoa.example/balcony'>"
                                                + "<command node='fickle' "
                                                + attributes
                                                + " xmlns='http://jabber.org/protocol/commands'>"
                                                + "<x xmlns='jabber:x:data' type='submit'/>"
                                                + "</command></iq>",
                                        Stanza.CLIENT)),
                node -> Optional.of(command));
    }

    private void failsAndIsTriedAgain(Command command, Element before) {
        String complete =
                "action='complete' sessionid='%s'".formatted(before.attribute("sessionid"));
        assertThatThrownBy(() -> ask(command, complete)).hasMessage("the storage is away");
        works = true;
        assertThat(ask(command, complete).attribute("status")).isEqualTo("completed");
    }

    @Test
    void whatFailsAfterItsFormMayBeTriedAgain() {
        Command command = new Fickle(false);
        failsAndIsTriedAgain(command, ask(command, ""));
    }

    @Test
    void whatFailsAfterItsPlanMayBeTriedAgain() {
        Command command = new Fickle(true);
        Element form = ask(command, "");
        Element plan =
                ask(command, "action='next' sessionid='%s'".formatted(form.attribute("sessionid")));
        failsAndIsTriedAgain(command, plan);
    }
}
