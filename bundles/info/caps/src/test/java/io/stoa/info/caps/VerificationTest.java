package io.stoa.info.caps;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

/** The examples of XEP-0115 §5.2 and §5.3. */
class VerificationTest {

    private static final String INFO = "<query xmlns='http://jabber.org/protocol/disco#info'>";

    private static final String FEATURES =
            "<feature var='http://jabber.org/protocol/caps'/>"
                    + "<feature var='http://jabber.org/protocol/muc'/>"
                    + "<feature var='http://jabber.org/protocol/disco#items'/>"
                    + "<feature var='http://jabber.org/protocol/disco#info'/>";

    @Test
    void theSimpleExampleHasItsHash() {
        assertThat(
                        Verification.of(
                                Xml.parse(
                                        INFO
                                                + "<identity category='client' name='Exodus 0.9.1'"
                                                + " type='pc'/>"
                                                + FEATURES
                                                + "</query>")))
                .isEqualTo("QgayPKawpkPSDYmwT/WM94uAlu0=");
    }

    @Test
    void theComplexExampleHasItsHash() {
        assertThat(
                        Verification.of(
                                Xml.parse(
                                        INFO
                                                + "<identity xml:lang='en' category='client'"
                                                + " name='Psi 0.11' type='pc'/>"
                                                + "<identity xml:lang='el' category='client'"
                                                + " name='Ψ 0.11' type='pc'/>"
                                                + FEATURES
                                                + form()
                                                + "</query>")))
                .isEqualTo("q07IKJEyjvHSyhy//CH0CxmKi8w=");
    }

    private static String form() {
        return "<x xmlns='jabber:x:data' type='result'>"
                + field("FORM_TYPE", "urn:xmpp:dataforms:softwareinfo")
                + field("ip_version", "ipv4", "ipv6")
                + field("os", "Mac")
                + field("os_version", "10.5.1")
                + field("software", "Psi")
                + field("software_version", "0.11")
                + "</x>";
    }

    private static String field(String name, String... values) {
        StringBuilder field = new StringBuilder("<field var='" + name + "'>");
        for (String value : values) {
            field.append("<value>").append(value).append("</value>");
        }
        return field.append("</field>").toString();
    }
}
