package io.stoa.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.contracts.Postgres;
import io.stoa.contracts.PostgresCluster;
import io.stoa.runtime.TranscriptsIT;
import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.TcpStage;
import io.stoa.testkit.Transcript;
import io.stoa.testkit.TranscriptPlayer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The transcripts of what is stored happen on PostgreSQL, too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Postgres.class)
class PostgresTranscriptsIT {

    private static final String STORED =
            "(rfc6121-roster|xep-0049|xep-0054|xep-0077|xep-0160|xep-0191|xep-0313|xep-0424|xep-0441)"
                + "-.*[.]xmpp";

    private RuntimeProcess server;
    private TcpStage stage;

    @BeforeAll
    void start(PostgresCluster cluster, @TempDir Path folder) {
        server = OnPostgres.start(cluster, folder, 5, TranscriptsIT.NETWORK);
        stage = new TcpStage(server, TranscriptsIT.FEATURES);
    }

    @AfterAll
    void stop() {
        stage.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> whatIsStoredHappensAsItIsWritten() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../transcripts"))) {
            List<Path> transcripts =
                    files.filter(it -> String.valueOf(it.getFileName()).matches(STORED))
                            .sorted()
                            .toList();
            assertThat(transcripts).hasSizeGreaterThan(20);
            return transcripts.stream()
                    .map(
                            file ->
                                    DynamicTest.dynamicTest(
                                            String.valueOf(file.getFileName()),
                                            () ->
                                                    new TranscriptPlayer(stage)
                                                            .play(Transcript.read(file))));
        }
    }
}
