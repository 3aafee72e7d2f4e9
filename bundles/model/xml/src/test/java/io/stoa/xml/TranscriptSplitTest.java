package io.stoa.xml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stanzas of every transcript, split at every byte, in buffers that begin anywhere. */
class TranscriptSplitTest {

    private static final Path TRANSCRIPTS = Path.of("../../../itests/transcripts");
    private static final byte[] OPEN =
            ("<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                            + " xmlns:stream='http://etherx.jabber.org/streams' to='stoa.example'>")
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] CLOSE = "</stream:stream>".getBytes(StandardCharsets.UTF_8);

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
        byte[] all = stanzas.getBytes(StandardCharsets.UTF_8);
        Recorder whole = new Recorder();
        XmlReader reader = new XmlReader(XmlLimits.DEFAULT, whole);
        reader.feed(ByteBuffer.wrap(OPEN));
        int from = 0;
        for (int to = 1; to <= all.length; to++) {
            int before = whole.elements.size();
            reader.feed(ByteBuffer.wrap(all, to - 1, 1));
            if (whole.elements.size() > before) {
                splitEverywhere(Arrays.copyOfRange(all, from, to), whole.elements.getLast());
                from = to;
            }
        }
        assertThat(whole.elements).isNotEmpty();
    }

    /** One element of a stream, cut in two at each of its bytes and at each around it. */
    private static void splitEverywhere(byte[] stanza, Element expected) {
        byte[] bytes = new byte[OPEN.length + stanza.length + CLOSE.length];
        System.arraycopy(OPEN, 0, bytes, 0, OPEN.length);
        System.arraycopy(stanza, 0, bytes, OPEN.length, stanza.length);
        System.arraycopy(CLOSE, 0, bytes, OPEN.length + stanza.length, CLOSE.length);
        for (int split = 1; split < bytes.length; split++) {
            Recorder parts = new Recorder();
            XmlReader reader = new XmlReader(XmlLimits.DEFAULT, parts);
            reader.feed(padded(bytes, 0, split, split % 11));
            reader.feed(padded(bytes, split, bytes.length, split % 7));
            assertThat(parts.elements).as("split at byte %d", split).containsExactly(expected);
            assertThat(parts.closed).isTrue();
        }
    }

    private static ByteBuffer padded(byte[] bytes, int from, int to, int offset) {
        byte[] padded = new byte[offset + (to - from) + 5];
        System.arraycopy(bytes, from, padded, offset, to - from);
        return ByteBuffer.wrap(padded, offset, to - from).slice();
    }
}
