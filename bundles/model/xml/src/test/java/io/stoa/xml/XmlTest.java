package io.stoa.xml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XmlTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 4096, 5000, 60_000, 1_000_000})
    void anElementOfAnyLengthIsReadAsItWasWritten(int length) {
        Element element = Element.of("urn:example:a", "a", new Text("雪&x".repeat(length)));

        assertThat(Xml.parse(element.toXml())).isEqualTo(element);
        assertThat(Xml.parse(element.toString(), Element.CLIENT)).isEqualTo(element);
    }
}
