package io.stoa.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.contracts.StorageUnderTest;
import io.stoa.storage.Items;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.StorageException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was acknowledged outlives {@code kill -9}. */
final class CrashTest {

    private static final int ENOUGH = 200;

    @TempDir private Path data;

    private final Opened derby = new Opened();

    @AfterEach
    void close() {
        derby.close();
    }

    @Test
    void everyAcknowledgedWriteIsThereAfterAKill() throws IOException, InterruptedException {
        List<String> acknowledged = new ArrayList<>();
        Process child = startWriter();
        try (BufferedReader acknowledgements = child.inputReader()) {
            String line = acknowledgements.readLine();
            while (line != null) {
                acknowledged.add(line);
                if (acknowledged.size() == ENOUGH) {
                    assertThatThrownBy(() -> derby.open(Opened.settings(data)))
                            .isInstanceOf(StorageException.class)
                            .hasMessageContaining("in use by another process");
                    // the handle does not close the stream, as Process.destroyForcibly does
                    child.toHandle().destroyForcibly();
                }
                line = acknowledgements.readLine();
            }
        }
        assertThat(child.waitFor()).isNotZero();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);

        verify(derby.open(Opened.settings(data)), acknowledged);
    }

    private static void verify(Storage storage, List<String> acknowledged) {
        Items<String> items = storage.items(CrashWriter.ITEMS);
        Log<String> log = storage.log(CrashWriter.LOG);
        int last = acknowledged.size() - 1;
        for (int i = 0; i <= last; i++) {
            String id = acknowledged.get(i);
            assertThat(items.get(StorageUnderTest.JULIET, "item " + i)).contains("value " + i);
            assertThat(log.get(StorageUnderTest.JULIET, id).orElseThrow().value())
                    .isEqualTo("entry " + i);
        }
        String document =
                storage.documents(CrashWriter.DOCUMENTS).get(StorageUnderTest.JULIET).orElseThrow();
        assertThat(Integer.parseInt(document)).isBetween(last, last + 1);
    }

    private Process startWriter() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashWriter.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
