package io.stoa.im.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Xml;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** storable.txt. */
final class StorableTest {

    @ParameterizedTest
    @CsvFileSource(resources = "storable.txt", delimiter = '|', quoteCharacter = '"')
    void aMessageIsKeptOrNot(Storable expected, String xml) {
        assertThat(Storable.of((Message) Stanza.from(Xml.parse(xml, Stanza.CLIENT))))
                .isEqualTo(expected);
    }
}
