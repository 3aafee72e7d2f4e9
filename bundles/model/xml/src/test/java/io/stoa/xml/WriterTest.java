package io.stoa.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.stream.XMLInputFactory;

/** What is written is read as the same tree, by our reader and by a foreign parser. */
class WriterTest {

    private static final String[] NAMESPACES = {
        "jabber:client", "urn:a", "urn:b&'<", "", "http://etherx.jabber.org/streams"
    };
    private static final String[] NAMES = {"a", "message", "xmlfoo", "é", "b-c.d_1"};
    private static final String[] TEXTS = {
        "x",
        "]]>",
        "]",
        ">",
        "]]",
        "&lt;![CDATA[",
        "<!--",
        "?>",
        "\u0085",
        "\u2028",
        "\uFFFD",
        "&amp;",
        "<b/>",
        "'\"",
        "\r\n\t ",
        "\uD83D\uDE00",
        "€",
        "&#0;",
        " "
    };

    /** Ten million of them: -Dstoa.trees=10000000, on any seed: -Dstoa.seed=1. */
    private static final int TREES = Integer.getInteger("stoa.trees", 20_000);

    private final long seed = Long.getLong("stoa.seed", 4711);
    private Random random = new Random(seed);

    @Test
    void randomTreesAreReadAlikeByThreeParsers() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        DocumentBuilder dom = factory.newDocumentBuilder();
        XMLInputFactory stax = StaxTree.factory();
        for (int i = 0; i < TREES; i++) {
            random = new Random(seed + i);
            Element tree = tree(0);
            byte[] bytes = tree.toXml().getBytes(StandardCharsets.UTF_8);
            assertThat(Xml.parse(tree.toXml())).as("tree of seed %d", seed + i).isEqualTo(tree);
            assertThat(Xml.parse(tree.toString(), "jabber:client")).isEqualTo(tree);
            assertThat(StaxTree.read(stax, bytes)).as("seed %d", seed + i).isEqualTo(tree);
            if (i % 4 == 0) {
                org.w3c.dom.Document document = dom.parse(new ByteArrayInputStream(bytes));
                assertThat(converted(document.getDocumentElement())).isEqualTo(tree);
            }
        }
    }

    private Element tree(int depth) {
        List<Attribute> attributes = new ArrayList<>();
        if (random.nextBoolean()) {
            attributes.add(Attribute.of(pick(NAMES), text()));
        }
        if (random.nextInt(3) == 0) {
            attributes.add(new Attribute(Attribute.XML, "lang", "en"));
            attributes.add(new Attribute("urn:attr&", pick(NAMES), text()));
            attributes.add(new Attribute(pick(NAMESPACES), "of-any", text()));
            attributes.add(new Attribute("urn:other", pick(NAMES), text()));
        }
        List<Node> children = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean textBefore = !children.isEmpty() && children.getLast() instanceof Text;
            if (depth < 4 && (textBefore || random.nextBoolean())) {
                children.add(tree(depth + 1));
            } else if (!textBefore) {
                children.add(new Text(text()));
            }
        }
        return Element.of(pick(NAMESPACES), pick(NAMES), attributes, children);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            text.append(pick(TEXTS));
        }
        return text.toString();
    }

    private String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Element converted(org.w3c.dom.Element dom) {
        List<Attribute> attributes = new ArrayList<>();
        NamedNodeMap map = dom.getAttributes();
        for (int i = 0; i < map.getLength(); i++) {
            org.w3c.dom.Node attribute = map.item(i);
            if (!"http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI())) {
                attributes.add(
                        new Attribute(
                                none(attribute.getNamespaceURI()),
                                attribute.getLocalName(),
                                attribute.getNodeValue()));
            }
        }
        List<Node> children = new ArrayList<>();
        NodeList nodes = dom.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof org.w3c.dom.Element inner) {
                children.add(converted(inner));
            } else {
                children.add(new Text(nodes.item(i).getNodeValue()));
            }
        }
        return Element.of(none(dom.getNamespaceURI()), dom.getLocalName(), attributes, children);
    }

    private static String none(String namespace) {
        return namespace == null ? "" : namespace;
    }

    @Test
    void aPayloadIsSerialisedOnceAndSharedByItsCopies() {
        Element body = Element.of("jabber:client", "body", new Text("hello"));
        byte[] first = body.bytes();
        Element one = Element.of("jabber:client", "message", body).with("to", "a@b");
        Element other = one.with("to", "c@d");
        assertThat(one.toString()).isEqualTo("<message to='a@b'><body>hello</body></message>");
        assertThat(other.toString()).isEqualTo("<message to='c@d'><body>hello</body></message>");
        assertThat(body.bytes()).isSameAs(first);
    }

    @Test
    void whatXmlForbidsCannotBeBuilt() {
        for (String text : List.of("\u0000", "\u0001", "\uD800", "\uDC00x", "\uFFFE", "\u001F")) {
            assertThatThrownBy(() -> new Text(text)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Attribute.of("a", text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String name : List.of("", "1a", "a b", "a>", "a:b", "-a")) {
            assertThatThrownBy(() -> Element.of("urn:x", name))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aDeclarationIsNotAnAttribute() {
        Element element = Element.of("urn:x", "x");
        assertThatThrownBy(() -> element.with("xmlns", "urn:evil"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAttributeStandsOnlyOnce() {
        Attribute a = Attribute.of("a", "1");
        assertThatThrownBy(() -> Element.of("urn:x", "x", List.of(a, a), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(
                        Element.of(
                                "urn:x",
                                "x",
                                List.of(a, new Attribute("urn:y", "a", "2")),
                                List.of()))
                .isNotNull();
    }

    @Test
    void anElementIsChangedByMakingAnother() {
        Element element = Element.of("urn:x", "x", new Text("t")).with("a", "1").with("b", "2");
        assertThat(element.with("a", "3").attribute("a")).isEqualTo("3");
        assertThat(element.attribute("a")).isEqualTo("1");
        assertThat(element.without("a").hasAttribute("a")).isFalse();
        assertThat(element.with(Element.of("urn:y", "y")).without(it -> it.local().equals("y")))
                .isEqualTo(element);
        assertThat(element.attribute("absent")).isEmpty();
        assertThat(element.child("urn:y", "y")).isEmpty();
        assertThat(element.name().getNamespaceURI()).isEqualTo("urn:x");
    }
}
