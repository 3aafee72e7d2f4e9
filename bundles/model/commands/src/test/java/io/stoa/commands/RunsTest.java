package io.stoa.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

final class RunsTest {

    private static final FullJid JULIET = FullJid.parse("juliet@stoa.example/balcony");
    private static final String NODE = "a";

    private Instant now = Instant.EPOCH;
    private final Runs runs = new Runs(() -> now);
    private final RunIds ids = new RunIds();

    @Test
    void whatWaitsTooLongIsPurged() {
        runs.put(Run.begin("1", JULIET, NODE));
        now = now.plus(Executions.LIFE.dividedBy(2));
        runs.put(Run.begin("2", JULIET, NODE));
        now = now.plus(Executions.LIFE.dividedBy(2));
        runs.purge();

        assertThat(runs.size()).isEqualTo(1);
        assertThat(runs.take("1")).isEmpty();
        assertThat(runs.take("2")).isPresent();
        assertThat(runs.take("2")).isEmpty();
    }

    @Test
    void whoeverLeavesTakesHisSessionsAlong() {
        runs.put(Run.begin("1", JULIET, NODE));
        runs.put(Run.begin("2", Jid.parse("juliet@stoa.example/garden"), NODE));
        runs.leave(JULIET);

        assertThat(runs.take("1")).isEmpty();
        assertThat(runs.take("2")).isPresent();
    }

    @Test
    void anIdIsKnownAgainByWhomItWasMadeFor() {
        String id = ids.next(JULIET, "node");

        assertThat(ids.ours(id, JULIET, "node")).isTrue();
        assertThat(ids.ours(id, JULIET, "other")).isFalse();
        assertThat(ids.ours(id, Jid.parse("bard@stoa.example/globe"), "node")).isFalse();
        assertThat(ids.ours(id + "A", JULIET, "node")).isFalse();
        assertThat(ids.ours("x" + id, JULIET, "node")).isFalse();
        assertThat(ids.ours("", JULIET, "node")).isFalse();
        assertThat(new RunIds().ours(id, JULIET, "node")).isFalse();
        assertThat(ids.next(JULIET, "node")).isNotEqualTo(id);
    }

    @Test
    void whatWasFilledInStaysOutOfWhatIsLogged() {
        DataForm secret =
                DataForm.of(FormType.SUBMIT)
                        .with(FormField.of(FieldType.TEXT_PRIVATE, "pin", "1234"));
        Command.Task task = () -> Outcome.of(Outcome.Severity.INFO, "done");

        assertThat(Run.begin("id", JULIET, NODE).planning(Optional.of(secret), task).toString())
                .doesNotContain("1234");
    }
}
