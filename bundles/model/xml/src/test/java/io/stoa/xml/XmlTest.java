package io.stoa.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

final class XmlTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 4096, 5000, 60_000, 1_000_000})
    void anElementOfAnyLengthIsReadAsItWasWritten(int length) {
        Element element = Element.of("urn:example:a", "a", new Text("雪&x".repeat(length)));

        assertThat(Xml.parse(element.toXml())).isEqualTo(element);
        assertThat(Xml.parse(element.toString(), Element.CLIENT)).isEqualTo(element);
    }

    @Test
    void oneReaderReadsManyElementsEachAsIfItStoodAlone() {
        ElementReader reader = new ElementReader(Element.CLIENT);

        for (int i = 0; i < 100; i++) {
            Element element =
                    Element.of(Element.CLIENT, "message", new Text("雪 & <" + i))
                            .with("id", "o'clock\n" + i);

            assertThat(reader.read(utf8(element.toString()))).isEqualTo(element);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<a", "<a/><b/>", "<a></b>", "text", "</document>", "<a>&no;</a>"})
    void whatIsNotOneElementLeavesNothingBehind(String wrong) {
        ElementReader reader = new ElementReader(Element.CLIENT);
        reader.read(utf8("<right/>"));

        assertThatThrownBy(() -> reader.read(utf8(wrong))).isInstanceOf(XmlException.class);

        assertThat(reader.read(utf8("<right/>"))).isEqualTo(Element.of(Element.CLIENT, "right"));
    }

    @Test
    void whatXmlDoesNotAllowIsReplaced() {
        assertThat(Text.clean("a\u0000b\ud800c\uffff\ufffe d\u001f"))
                .isEqualTo("a\ufffdb\ufffdc\ufffd\ufffd d\ufffd");
        String allowed = "\t\n\r \ud7ff\ue000\ufffd\ud83d\ude00\udbff\udfff";
        assertThat(new Text(Text.clean(allowed)).value()).isEqualTo(allowed);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
