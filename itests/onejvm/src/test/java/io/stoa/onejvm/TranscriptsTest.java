package io.stoa.onejvm;

import io.stoa.testkit.OneJvmStage;
import io.stoa.testkit.Transcript;
import io.stoa.testkit.TranscriptPlayer;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every transcript happens as it is written, in one JVM. */
class TranscriptsTest {

    @TestFactory
    Stream<DynamicTest> everyTranscriptHappensAsItIsWritten() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../transcripts"))) {
            List<Path> transcripts =
                    files.filter(it -> it.toString().endsWith(".xmpp")).sorted().toList();
            return transcripts.stream()
                    .map(
                            file ->
                                    DynamicTest.dynamicTest(
                                            String.valueOf(file.getFileName()), () -> play(file)));
        }
    }

    private static void play(Path file) {
        try (OneJvmStage stage = new OneJvmStage()) {
            new TranscriptPlayer(stage).play(Transcript.read(file));
        }
    }
}
