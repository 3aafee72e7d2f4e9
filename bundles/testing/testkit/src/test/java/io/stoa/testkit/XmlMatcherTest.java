package io.stoa.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.Map;

class XmlMatcherTest {

    private static String difference(String expected, String actual) {
        return new XmlMatcher(new HashMap<>())
                .difference(expected, Xml.parse(actual, "jabber:client"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<iq id='1' type='get'/> | <iq type='get' id='1'/>",
                "<iq id='{any}'/> | <iq id='x7'/>",
                "<iq>{…}</iq> | <iq/>",
                "<iq>{…}</iq> | <iq><a xmlns='u'/><b xmlns='u'/></iq>",
                "<iq>{…}<b xmlns='u'/>{…}</iq> | <iq><a xmlns='u'/><b xmlns='u'/></iq>",
                "<iq>{…}<b xmlns='u'/>{…}</iq> | <iq><b xmlns='u'/><b xmlns='u'/><c"
                        + " xmlns='u'/></iq>",
                "<message><body>{any}</body></message> | <message><body>hi</body></message>",
                "<iq> <a xmlns='u'/> </iq> | <iq><a xmlns='u'/></iq>",
                "<iq><p:a xmlns:p='u'/></iq> | <iq><a xmlns='u'/></iq>",
                "<iq xml:lang='{any}'/> | <iq xml:lang='en'/>"
            })
    void whatIsTheSameHasNoDifference(String expected, String actual) {
        assertThat(difference(expected, actual)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<iq/> | <message/>",
                "<iq/> | <iq xmlns='jabber:server'/>",
                "<iq id='1'/> | <iq id='2'/>",
                "<iq id='1'/> | <iq/>",
                "<iq/> | <iq id='1'/>",
                "<iq id='{any}'/> | <iq/>",
                "<iq/> | <iq xml:lang='en'/>",
                "<iq/> | <iq><a xmlns='u'/></iq>",
                "<iq><a xmlns='u'/></iq> | <iq/>",
                "<iq><a xmlns='u'/></iq> | <iq><a xmlns='v'/></iq>",
                "<iq><a xmlns='u'/><b xmlns='u'/></iq> | <iq><b xmlns='u'/><a xmlns='u'/></iq>",
                "<iq>{…}<b xmlns='u'/></iq> | <iq><b xmlns='u'/><c xmlns='u'/></iq>",
                "<iq><a xmlns='u' x='1'/></iq> | <iq><a xmlns='u' x='2'/></iq>",
                "<message><body>hi</body></message> | <message><body>ho</body></message>",
                "<message><body>hi</body></message> | <message><body/></message>",
                "<message><body/></message> | <message><body>hi</body></message>"
            })
    void whatIsNotTheSameHasADifference(String expected, String actual) {
        assertThat(difference(expected, actual)).isNotEmpty();
    }

    @Test
    void aDifferenceNamesTheAttribute() {
        assertThat(difference("<iq type='result'/>", "<iq type='error'/>"))
                .isEqualTo("type is “error”, not “result”");
    }

    @Test
    void whatIsToBeRememberedIsRemembered() {
        Map<String, String> remembered = new HashMap<>();

        String difference =
                new XmlMatcher(remembered)
                        .difference(
                                "<iq id='{any:first}'><last>{any:second}</last></iq>",
                                Xml.parse("<iq id='x7'><last>y8</last></iq>", "jabber:client"));

        assertThat(difference).isEmpty();
        assertThat(remembered).isEqualTo(Map.of("first", "x7", "second", "y8"));
    }
}
