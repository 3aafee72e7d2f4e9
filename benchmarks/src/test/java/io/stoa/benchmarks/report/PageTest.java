package io.stoa.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class PageTest {

    private final Results results = Samples.results();

    @Test
    void theTableHasMediansAndRatios() {
        assertThat(new Page(results).markdown())
                .contains("2026-11-27: 2 cores of a \"thing\".")
                .contains("- 30 s: `chat-closed`, `presence`")
                .contains(
                        "| 1:1 chat, closed loop (`chat-closed`) | 1 | cpu µs |"
                                + " 5.00 | 11.0 | 44.0 | 88.0 | 2.20 | 0.25 |")
                // more is better: the best peer is the fastest
                .contains("| | | per second | 150 000 | 90 000 | 20 000 | 9 000 | 0.60 | 4.50 |")
                // says nothing about a server
                .contains("| | | generator cpu µs | 3.00 | 3.00 | 3.00 | 3.00 | – | – |")
                .contains("| presence to <20> & more (`presence`) | 1 | cpu µs | – | – | – | 142 |")
                .doesNotContain("never")
                .doesNotContain("Failed");
    }

    @Test
    void whatFailedIsSaid() {
        Samples.add(results, new Run.Key(2, "presence", "Stoa"), Map.of(), "1 lost");
        assertThat(new Page(results).markdown())
                .contains("Failed: Stoa, presence, round 2: 1 lost");
    }

    @Test
    void everythingIsWritten(@TempDir Path folder) throws IOException {
        new Page(results).write(folder);
        assertThat(folder)
                .isDirectoryContaining("glob:**results.json")
                .isDirectoryContaining("glob:**results.md")
                .isDirectoryContaining("glob:**chat-cpu.svg")
                .isDirectoryNotContaining("glob:**idle.svg");
        assertThat(Files.readString(folder.resolve("results.md")))
                .contains("![1:1 chat: CPU a message, µs](chat-cpu.svg)")
                .doesNotContain("idle.svg");
    }

    @Test
    void theJsonHasEveryRound() {
        Samples.add(results, new Run.Key(2, "presence", "Stoa"), Map.of(), "lost \"this\"");
        JsonObject all = JsonParser.parseString(new Json(results).text()).getAsJsonObject();
        JsonObject chat = all.getAsJsonObject("scenarios").getAsJsonObject("chat-closed");
        assertThat(chat.get("title").getAsString()).isEqualTo("1:1 chat, closed loop");
        assertThat(chat.get("settings").toString()).isEqualTo("[\"30 s\"]");
        assertThat(chat.getAsJsonObject("servers").getAsJsonObject("Stoa").get("cpu µs").toString())
                .isEqualTo("[10.000,12.000,11.000]");
        assertThat(all.get("machine").getAsJsonArray().get(0).getAsString())
                .isEqualTo("2 cores of a \"thing\"");
        assertThat(all.get("faults").getAsJsonArray()).hasSize(1);
    }
}
