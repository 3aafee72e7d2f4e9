package io.stoa.im.mam;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What archived.txt says is archived, on both sides; and what is not leaves no trace. */
final class WorthTest {

    private record Row(boolean kept, String type, String payloads) {

        private static Row of(String line) {
            String[] cells = line.split("\\|", 3);
            return new Row(cells[0].strip().equals("yes"), cells[1].strip(), cells[2].strip());
        }

        private String message(String address) {
            return "<message id='1' type='%s' %s>%s</message>".formatted(type, address, payloads);
        }
    }

    private static List<Row> rows() throws IOException {
        try (InputStream in = WorthTest.class.getResourceAsStream("archived.txt")) {
            String table =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return table.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> theTableHoldsOnBothSides() throws IOException {
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.toString(), () -> row(row)));
    }

    private static void row(Row row) {
        ArchiveFixture fixture = new ArchiveFixture();

        Message sent = fixture.sends(row.message("to='romeo@montague.example'"));
        Message received =
                fixture.receives(
                        row.message(
                                "from='romeo@montague.example/orchard' to='juliet@stoa.example'"));

        assertThat(fixture.archive()).hasSize(row.kept() ? 2 : 0);
        for (Message passed : List.of(sent, received)) {
            assertThat(ArchiveFixture.id(passed).isPresent()).isEqualTo(row.kept());
            assertThat(fixture.archivist(ArchiveFixture.DAWN).waits(passed, ArchiveFixture.ACCOUNT))
                    .isEqualTo(row.kept());
        }
    }

    @Test
    void whatIsKeptIsTheWholeMessage() {
        ArchiveFixture fixture = new ArchiveFixture();
        String xml =
                "<message from='romeo@montague.example/orchard' to='juliet@stoa.example/balcony'"
                        + " id='1' type='chat' xml:lang='en'><body>Hark</body><thread>t</thread><a"
                        + " xmlns='urn:b' c='d'><e/></a><stanza-id xmlns='urn:xmpp:sid:0' id='his'"
                        + " by='romeo@montague.example'/><origin-id xmlns='urn:xmpp:sid:0'"
                        + " id='o'/></message>";

        fixture.receives(xml);

        assertThat(fixture.archive().getFirst().toElement())
                .isEqualTo(Xml.parse(xml, Stanza.CLIENT));
    }
}
