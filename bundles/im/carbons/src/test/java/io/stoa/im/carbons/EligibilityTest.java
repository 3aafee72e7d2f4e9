package io.stoa.im.carbons;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.Leg;
import io.stoa.jid.FullJid;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Xml;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** eligible.txt. */
final class EligibilityTest {

    record Row(List<Leg> legs, boolean copied, Message message) {}

    static List<Row> rows() throws IOException {
        try (InputStream table =
                Objects.requireNonNull(EligibilityTest.class.getResourceAsStream("eligible.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(EligibilityTest::row)
                    .toList();
        }
    }

    private static Row row(String line) {
        String[] cells = line.split("\\|", 3);
        Message message = (Message) Stanza.from(Xml.parse(cells[2].strip(), Stanza.CLIENT));
        return new Row(
                Arrays.stream(Leg.values())
                        .filter(
                                leg ->
                                        cells[0].strip().equals("both")
                                                || leg.name().equalsIgnoreCase(cells[0].strip()))
                        .toList(),
                cells[1].strip().equals("yes"),
                message.withFrom(FullJid.parse("verona@rooms.example/a"))
                        .withTo(FullJid.parse("verona@rooms.example/b")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aMessageIsCopiedOrNot(Row row) {
        for (Leg leg : row.legs()) {
            assertThat(Eligibility.eligible(row.message(), leg)).isEqualTo(row.copied());
        }
    }
}
