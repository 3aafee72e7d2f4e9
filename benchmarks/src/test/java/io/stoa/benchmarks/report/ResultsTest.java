package io.stoa.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class ResultsTest {

    private static final Run.Key FIRST = new Run.Key(1, "chat-closed", "Stoa");

    private final Results results = Samples.results();

    @Test
    void theMedianIsTheMiddleOfTheRounds() {
        assertThat(results.median("chat-closed", "Stoa", "cpu µs")).hasValue(11);
        Samples.run(results, 4, "chat-closed", "Stoa", 14, 1);
        assertThat(results.median("chat-closed", "Stoa", "cpu µs")).hasValue(11.5);
        assertThat(results.median("chat-closed", "Stoa", "nothing")).isEmpty();
    }

    @Test
    void worksAndServersHaveTheirPlaceWhateverCameFirst() {
        assertThat(results.servers()).containsExactly("raw relay", "Stoa", "ejabberd", "Prosody");
        assertThat(results.works()).extracting(Work::id).containsExactly("chat-closed", "presence");
    }

    @Test
    void aRunThatIsMadeAgainReplacesTheOneBefore() {
        Samples.add(results, FIRST, Map.of(), "1 lost");
        assertThat(results.faults()).containsExactly("Stoa, chat-closed, round 1: 1 lost");
        assertThat(results.has(FIRST, "30 s")).isFalse();
        Samples.run(results, 1, "chat-closed", "Stoa", 13, 1);
        assertThat(results.faults()).isEmpty();
        assertThat(results.has(FIRST, "30 s")).isTrue();
        assertThat(results.all("chat-closed", "Stoa", "cpu µs")).containsExactly(13.0, 12.0, 11.0);
    }

    @Test
    void whatWasMeasuredInAnotherWayDoesNotCount() {
        assertThat(results.has(FIRST, "5 s")).isFalse();
        results.only("chat-closed", "5 s");
        assertThat(results.works()).extracting(Work::id).containsExactly("presence");
    }

    @Test
    void aFileKeepsEverythingAndFilesAreJoined(@TempDir Path folder) throws IOException {
        Samples.add(results, new Run.Key(1, "presence", "Stoa"), Map.of(), "2 lost\n\tand so on");
        RunFile file = new RunFile(folder.resolve("runs.tsv"));
        file.write(results);
        Results again = new Results(Samples.WORKS);
        again.measured("2026-11-28", "2 cores of a \"thing\"");
        Samples.run(again, 4, "chat-closed", "Stoa", 10.25, 1);
        file.read(again);
        assertThat(again.all("chat-closed", "Stoa", "cpu µs"))
                .containsExactly(10.0, 12.0, 11.0, 10.25);
        assertThat(again.occasions()).containsExactly("2026-11-27", "2026-11-28");
        assertThat(again.machines()).hasSize(1);
        assertThat(again.faults()).containsExactly("Stoa, presence, round 1: 2 lost and so on");
        assertThat(again.figures("presence"))
                .containsExactly("cpu µs", "per second", "generator cpu µs");
    }

    @Test
    void aFileThatIsNotThereHasNothingAndABrokenOneIsRefused(@TempDir Path folder)
            throws IOException {
        Results empty = new Results(Samples.WORKS);
        new RunFile(folder.resolve("nothing")).read(empty);
        assertThat(empty.works()).isEmpty();
        Path broken = Files.writeString(folder.resolve("broken"), "1\tchat");
        assertThatThrownBy(() -> new RunFile(broken).read(empty)).isInstanceOf(IOException.class);
    }
}
