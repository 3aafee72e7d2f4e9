package io.stoa.onejvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

/** The whole path of a message, with all features that meet on it: path.txt. */
class PathTableTest {

    private final PathTable table = PathTable.read();

    @TestFactory
    Stream<DynamicContainer> everybodyGetsWhatTheTableSays() {
        return table.scenes().stream()
                .map(
                        scene ->
                                DynamicContainer.dynamicContainer(
                                        scene.title(),
                                        scene.rows().stream()
                                                .map(
                                                        row ->
                                                                DynamicTest.dynamicTest(
                                                                        row.message(),
                                                                        () -> play(scene, row)))));
    }

    private void play(PathTable.Scene scene, PathTable.Row row) {
        try (PathPlay play = new PathPlay(scene, table.messages().get(row.message()))) {
            assertThat(play.outcome())
                    .as("%s: %s", scene.title(), row.message())
                    .isEqualTo(row.cells());
        }
    }

    @Test
    void everyMessageIsInEveryScene() {
        for (PathTable.Scene scene : table.scenes()) {
            assertThat(scene.rows())
                    .as(scene.title())
                    .extracting(PathTable.Row::message)
                    .containsExactlyInAnyOrderElementsOf(table.messages().keySet());
        }
    }
}
