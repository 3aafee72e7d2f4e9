package io.stoa.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class XmlReaderTest {

    private static final String OPEN =
            "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                    + " xmlns:stream='http://etherx.jabber.org/streams' to='example.org'"
                    + " version='1.0' xml:lang='de'>";
    private static final String TWO =
            "<message to='a@b' xml:lang='en'><body>a &amp; b &#x20AC;"
                    + " \uD83D\uDE00<![CDATA[<c>]]></body><x xmlns='urn:x' xmlns:y='urn:y'"
                    + " y:z='1'><y:q/>t</x></message> \n"
                    + "<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>";

    private final Recorder recorder = new Recorder();
    private final XmlReader reader = new XmlReader(XmlLimits.DEFAULT, recorder);

    private void feed(String text) {
        reader.feed(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aHeaderIsToldWithItsAttributesAndContentNamespace() {
        feed(OPEN);
        Element header = recorder.headers.getFirst();
        assertThat(header.is("http://etherx.jabber.org/streams", "stream")).isTrue();
        assertThat(header.attribute("to")).isEqualTo("example.org");
        assertThat(header.attribute(Attribute.XML, "lang")).isEqualTo("de");
        assertThat(recorder.contentNamespace).isEqualTo("jabber:client");
        assertThat(reader.clean()).isTrue();
    }

    @Test
    void elementsAreToldWhenTheyAreComplete() {
        feed(OPEN + "<message><body>x</bo");
        assertThat(recorder.elements).isEmpty();
        assertThat(reader.clean()).isFalse();
        feed("dy></message>");
        assertThat(recorder.elements).hasSize(1);
        assertThat(reader.clean()).isTrue();
    }

    @Test
    void theEndOfTheStreamIsTold() {
        feed(OPEN + "<iq/></stream:stream>");
        assertThat(recorder.closed).isTrue();
    }

    @Test
    void aBeginningTagIsNotClean() {
        feed(OPEN + "<iq/><mess");
        assertThat(reader.clean()).isFalse();
    }

    @Test
    void everySplitAtEveryOffsetYieldsTheSameTree() {
        byte[] bytes = (OPEN + TWO + "</stream:stream>").getBytes(StandardCharsets.UTF_8);
        Recorder whole = new Recorder();
        new XmlReader(XmlLimits.DEFAULT, whole).feed(ByteBuffer.wrap(bytes));
        assertThat(whole.elements).hasSize(2);
        for (int split = 0; split <= bytes.length; split++) {
            Recorder parts = new Recorder();
            XmlReader splitReader = new XmlReader(XmlLimits.DEFAULT, parts);
            splitReader.feed(offset(bytes, 0, split, 7));
            splitReader.feed(direct(bytes, split, bytes.length));
            assertThat(parts.elements).as("split at %d", split).isEqualTo(whole.elements);
            assertThat(parts.closed).isTrue();
        }
    }

    @Test
    void everyByteAloneYieldsTheSameTree() {
        byte[] bytes = (OPEN + TWO).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            reader.feed(offset(bytes, i, i + 1, i % 5));
        }
        assertThat(recorder.elements).hasSize(2);
        assertThat(recorder.elements.getFirst().child("jabber:client", "body").orElseThrow().text())
                .isEqualTo("a & b € \uD83D\uDE00<c>");
    }

    private static ByteBuffer offset(byte[] bytes, int from, int to, int offset) {
        byte[] padded = new byte[offset + (to - from) + 3];
        System.arraycopy(bytes, from, padded, offset, to - from);
        return ByteBuffer.wrap(padded, offset, to - from).slice();
    }

    private static ByteBuffer direct(byte[] bytes, int from, int to) {
        ByteBuffer direct = ByteBuffer.allocateDirect(to - from);
        direct.put(bytes, from, to - from).flip();
        return direct;
    }

    @Test
    void aCharacterSplitWithinAnAttributeStaysItself() {
        String stanza = "<message to='x\uD83D\uDE00\u20AC\u00E9y'>\uD83D\uDE00</message>";
        byte[] bytes = (OPEN + stanza).getBytes(StandardCharsets.UTF_8);
        for (int split = 0; split <= bytes.length; split++) {
            Recorder parts = new Recorder();
            XmlReader splitReader = new XmlReader(XmlLimits.DEFAULT, parts);
            splitReader.feed(offset(bytes, 0, split, 3));
            splitReader.feed(offset(bytes, split, bytes.length, 5));
            assertThat(parts.elements.getFirst().attribute("to"))
                    .as("split at %d", split)
                    .isEqualTo("x\uD83D\uDE00\u20AC\u00E9y");
            assertThat(splitReader.clean()).isTrue();
        }
    }

    @Test
    void aCharacterThatIsNotCompleteIsNotClean() {
        feed(OPEN);
        reader.feed(ByteBuffer.wrap(new byte[] {(byte) 0xF0, (byte) 0x9F}));
        assertThat(reader.clean()).isFalse();
    }

    @Test
    void aCompleteStanzaOverTheLimitIsRefused() {
        XmlReader small = new XmlReader(XmlLimits.DEFAULT.withStanzaBytes(10_000), recorder);
        String stanza = "<message><body>" + "x".repeat(10_100) + "</body></message>";
        byte[] bytes = (OPEN + stanza).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> small.feed(ByteBuffer.wrap(bytes)))
                .isInstanceOf(XmlException.class);
        assertThat(recorder.elements).isEmpty();
    }

    @Test
    void whatAListenerThrowsIsNotThePeersError() {
        XmlReader told =
                new XmlReader(
                        XmlLimits.DEFAULT,
                        new XmlEvents() {
                            @Override
                            public void opened(Element header, String contentNamespace) {
                                recorder.opened(header, contentNamespace);
                            }

                            @Override
                            public void element(Element element) {
                                throw new IllegalArgumentException("a bug of ours");
                            }

                            @Override
                            public void streamClosed() {
                                recorder.streamClosed();
                            }
                        });
        byte[] bytes = (OPEN + "<iq/>").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> told.feed(ByteBuffer.wrap(bytes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a bug of ours");
    }

    @Test
    void aFloodOfNamesDoesNotAccumulate() {
        feed(OPEN);
        for (int i = 0; i < 120_000; i++) {
            feed("<n" + i + " xmlns='urn:n'/>");
        }
        feed("<iq xml:lang='fr'/>");
        assertThat(recorder.headers).hasSize(1);
        assertThat(recorder.elements).hasSize(120_001);
        assertThat(recorder.elements.getLast().is("jabber:client", "iq")).isTrue();
    }

    @Test
    void aStanzaOverTheLimitIsRefusedBeforeItIsComplete() {
        XmlReader small = new XmlReader(XmlLimits.DEFAULT.withStanzaBytes(10_000), recorder);
        small.feed(ByteBuffer.wrap((OPEN + "<message><body>").getBytes(StandardCharsets.UTF_8)));
        byte[] much = "x".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> small.feed(ByteBuffer.wrap(much)))
                .isInstanceOfSatisfying(
                        XmlException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(XmlException.Kind.LIMIT));
        assertThat(recorder.elements).isEmpty();
    }

    @Test
    void aStanzaJustUnderTheLimitPasses() {
        XmlReader small = new XmlReader(XmlLimits.DEFAULT.withStanzaBytes(10_000), recorder);
        String stanza = "<message><body>" + "x".repeat(9_900) + "</body></message>";
        small.feed(ByteBuffer.wrap((OPEN + stanza + stanza).getBytes(StandardCharsets.UTF_8)));
        assertThat(recorder.elements).hasSize(2);
    }

    @Test
    void whatIsNotTheEndOfCdataMayStandInAttributesAndCdata() {
        feed(OPEN + "<message a=']]>' b=\"]]>\">]] >]]&gt;<![CDATA[]]]]><b>]></b></message>");
        assertThat(recorder.elements.getFirst().attribute("a")).isEqualTo("]]>");
        assertThat(recorder.elements.getFirst().text()).isEqualTo("]] >]]>]]");
    }

    /** Reads on behind what is over a limit. */
    private static final class Patient implements XmlEvents {

        private final Recorder recorder = new Recorder();
        private final List<Element> oversized = new ArrayList<>();

        @Override
        public void opened(Element header, String contentNamespace) {
            recorder.opened(header, contentNamespace);
        }

        @Override
        public void element(Element element) {
            recorder.element(element);
        }

        @Override
        public void oversized(Element start, XmlException limit) {
            oversized.add(start);
        }

        @Override
        public void streamClosed() {
            recorder.streamClosed();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq id='1'>{70*<a>}{70*</a>}</iq>",
                "<iq id='1'>{5000*<a b='c'/>}</iq>",
                "<iq id='1'><x>{300000*x}</x></iq>",
                "<iq id='1'>{30000*<x a='>' b=\"'\"><![CDATA[</iq>]]></x>}</iq>",
                "<iq id='1'><{300*n}/></iq>",
                "<iq id='1'>{1100*<a xmlns:b='urn:b'/>}</iq>",
            })
    void whatIsOverALimitCanBeSkipped(String input) {
        byte[] bytes = (OPEN + repeated(input) + "<iq id='2'/>").getBytes(StandardCharsets.UTF_8);
        for (int chunk : new int[] {bytes.length, 1, 997}) {
            Patient patient = new Patient();
            XmlReader patientReader = new XmlReader(XmlLimits.DEFAULT, patient);
            for (int at = 0; at < bytes.length; at += chunk) {
                int end = Math.min(bytes.length, at + chunk);
                patientReader.feed(offset(bytes, at, end, 3));
            }
            assertThat(patient.oversized)
                    .containsExactly(Element.of("jabber:client", "iq").with("id", "1"));
            assertThat(patient.recorder.elements)
                    .containsExactly(Element.of("jabber:client", "iq").with("id", "2"));
            assertThat(patientReader.clean()).isTrue();
        }
    }

    private static String repeated(String input) {
        return Pattern.compile("\\{(\\d+)\\*([^}]*)\\}")
                .matcher(input)
                .replaceAll(
                        it ->
                                Matcher.quoteReplacement(
                                        it.group(2).repeat(Integer.parseInt(it.group(1)))));
    }

    @Test
    void patienceHasAnEnd() {
        Patient patient = new Patient();
        XmlReader small = new XmlReader(XmlLimits.DEFAULT.withStanzaBytes(10_000), patient);
        small.feed(ByteBuffer.wrap((OPEN + "<iq>").getBytes(StandardCharsets.UTF_8)));
        byte[] much = "x".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 9; i++) {
                                small.feed(ByteBuffer.wrap(much));
                            }
                        })
                .isInstanceOf(XmlException.class);
        assertThat(patient.oversized).hasSize(1);
    }

    @Test
    void streamsThatShareParsersDoNotMix() {
        ParserPool pool = new ParserPool(4);
        String other = OPEN.replace("jabber:client", "urn:other");
        List<Recorder> recorders = new ArrayList<>();
        List<XmlReader> readers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            recorders.add(new Recorder());
            readers.add(new XmlReader(XmlLimits.DEFAULT, recorders.get(i), pool));
        }
        byte[] stanza =
                "<a xmlns:p='urn:p'><p:b c='d'>e</p:b></a>".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 12; i++) {
            String open = i % 2 == 0 ? OPEN : other;
            readers.get(i).feed(ByteBuffer.wrap(open.getBytes(StandardCharsets.UTF_8)));
        }
        // byte by byte in turn, so that twelve elements are half read at once
        for (int round = 0; round < 3; round++) {
            for (byte b : stanza) {
                readers.forEach(each -> each.feed(ByteBuffer.wrap(new byte[] {b})));
            }
        }
        for (int i = 0; i < 12; i++) {
            String namespace = i % 2 == 0 ? "jabber:client" : "urn:other";
            Element b = Element.of("urn:p", "b", new Text("e")).with("c", "d");
            assertThat(recorders.get(i).elements)
                    .hasSize(3)
                    .containsOnly(Element.of(namespace, "a", b));
        }
    }
}
