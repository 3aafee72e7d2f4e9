package io.stoa.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Every line of attacks.txt is refused, as the kind that it names. */
class AttackTest {

    private static final String OPEN =
            "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

    @TestFactory
    Stream<DynamicTest> whatIsForbiddenIsRefused() throws IOException {
        return lines().stream().map(line -> DynamicTest.dynamicTest(line, () -> refused(line)));
    }

    private static List<String> lines() throws IOException {
        try (InputStream in =
                        Objects.requireNonNull(
                                AttackTest.class.getResourceAsStream("attacks.txt"));
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        }
    }

    private static void refused(String line) {
        String[] parts = line.split("\\s*\\|\\s*", 3);
        XmlReader reader = new XmlReader(XmlLimits.DEFAULT, new Recorder());
        Throwable thrown = catchThrowable(() -> feed(reader, parts[1], parts[2]));
        assertThat(thrown).as("not refused").isInstanceOf(XmlException.class);
        assertThat(((XmlException) thrown).kind())
                .as(thrown.getMessage())
                .isEqualTo(XmlException.Kind.valueOf(parts[0]));
    }

    private static void feed(XmlReader reader, String where, String input) {
        if (!where.equals("start")) {
            reader.feed(ByteBuffer.wrap(OPEN.getBytes(StandardCharsets.UTF_8)));
        }
        reader.feed(ByteBuffer.wrap(bytes(input)));
        // what is only wrong when it ends must not be accepted as a stanza either
        reader.feed(ByteBuffer.wrap("<message/><message/>".getBytes(StandardCharsets.UTF_8)));
    }

    /** {@code {n*text}} repeats, {@code [hex]} is bytes. */
    private static byte[] bytes(String input) {
        StringBuilder text = new StringBuilder(input);
        int at = text.indexOf("{");
        while (at >= 0) {
            int star = text.indexOf("*", at);
            int end = text.indexOf("}", at);
            int times = Integer.parseInt(text.substring(at + 1, star));
            text.replace(at, end + 1, text.substring(star + 1, end).repeat(times));
            at = text.indexOf("{", at);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String part : text.toString().split("(?=\\[[0-9A-F]+\\])|(?<=\\])", -1)) {
            out.writeBytes(
                    part.matches("\\[[0-9A-F]+\\]")
                            ? HexFormat.of().parseHex(part.substring(1, part.length() - 1))
                            : part.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
