package io.stoa.service.muchats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;
import io.stoa.stanza.StanzaException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a hat, and how it is kept. */
final class HatTest {

    private static final String URI = "http://stoa.example/hats#host";

    @Test
    void aHatIsKeptAsItIs() {
        Hat hat = new Hat(URI, "Host of the  Feast - 2", "327.25");
        assertThat(Hat.of(hat.value())).isEqualTo(hat);
        Hat plain = new Hat(URI, "-", "");
        assertThat(Hat.of(plain.value())).isEqualTo(plain);
    }

    @Test
    void whatIsNoHatIsNotRead() {
        assertThatThrownBy(() -> Hat.of("host")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTitleIsOneLine() {
        assertThat(HatForms.hat(form("  Host\nof all ", URI, "")))
                .isEqualTo(new Hat(URI, "Host of all", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "360", "12.5", "327.255249"})
    void anAngleIsWithinTheCircle(String hue) {
        assertThat(HatForms.hat(form("Host", URI, hue)).hue()).isEqualTo(hue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"361", "-1", "red", "1e2", "NaN", "1.", ".5", "1,5"})
    void whatIsNoAngleIsRefused(String hue) {
        assertThatThrownBy(() -> HatForms.hat(form("Host", URI, hue)))
                .isInstanceOf(StanzaException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "/host", "#host", "http://a b", "http://[", "é:\u0001"})
    void whatIsNoUriIsRefused(String uri) {
        assertThatThrownBy(() -> HatForms.hat(form("Host", uri, "")))
                .isInstanceOf(StanzaException.class);
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThatThrownBy(() -> HatForms.hat(form("x".repeat(129), URI, "")))
                .isInstanceOf(StanzaException.class);
        assertThatThrownBy(() -> HatForms.hat(form("Host", "urn:" + "x".repeat(509), "")))
                .isInstanceOf(StanzaException.class);
    }

    private static DataForm form(String title, String uri, String hue) {
        return DataForm.of(FormType.SUBMIT, "urn:xmpp:hats:commands")
                .with(FormField.of(FieldType.TEXT_SINGLE, "hats#title", title))
                .with(FormField.of(FieldType.TEXT_SINGLE, "hats#uri", uri))
                .with(FormField.of(FieldType.TEXT_SINGLE, "hats#hue", hue));
    }
}
