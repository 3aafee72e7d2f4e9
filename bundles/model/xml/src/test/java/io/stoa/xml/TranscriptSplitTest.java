package io.stoa.xml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stanzas of every transcript, split at every byte, in buffers that begin anywhere. */
class TranscriptSplitTest {

    private static final Path TRANSCRIPTS = Path.of("../../../itests/transcripts");
    private static final String OPEN =
            "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                    + " xmlns:stream='http://etherx.jabber.org/streams' to='stoa.example'>";

    @TestFactory
    Stream<DynamicTest> everyTranscriptIsReadAlikeWhereverItIsSplit() throws IOException {
        try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
            List<Path> transcripts =
                    files.filter(file -> file.toString().endsWith(".xmpp")).sorted().toList();
            assertThat(transcripts).isNotEmpty();
            return transcripts.stream()
                    .map(
                            file ->
                                    DynamicTest.dynamicTest(
                                            String.valueOf(file.getFileName()),
                                            () -> readAlike(file)));
        }
    }

    private static void readAlike(Path file) throws IOException {
        String stanzas =
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(" "))
                        .collect(Collectors.joining("\n"))
                        .replace("{…}", "…");
        byte[] bytes = (OPEN + stanzas + "</stream:stream>").getBytes(StandardCharsets.UTF_8);
        Recorder whole = new Recorder();
        new XmlReader(XmlLimits.DEFAULT, whole).feed(ByteBuffer.wrap(bytes));
        assertThat(whole.elements).isNotEmpty();
        for (int split = 1; split < bytes.length; split++) {
            Recorder parts = new Recorder();
            XmlReader reader = new XmlReader(XmlLimits.DEFAULT, parts);
            reader.feed(padded(bytes, 0, split, split % 11));
            reader.feed(padded(bytes, split, bytes.length, split % 7));
            assertThat(parts.elements).as("split at byte %d", split).isEqualTo(whole.elements);
            assertThat(parts.closed).isTrue();
        }
    }

    private static ByteBuffer padded(byte[] bytes, int from, int to, int offset) {
        byte[] padded = new byte[offset + (to - from) + 5];
        System.arraycopy(bytes, from, padded, offset, to - from);
        return ByteBuffer.wrap(padded, offset, to - from).slice();
    }
}
