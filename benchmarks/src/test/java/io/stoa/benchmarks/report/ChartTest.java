package io.stoa.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

class ChartTest {

    private static final Picture CPU =
            new Picture(
                    "x.svg", "CPU & more", List.of("cpu µs"), List.of("chat-closed", "presence"));

    private final Results results = Samples.results();

    private Document drawn() throws IOException, SAXException, ParserConfigurationException {
        String svg = new Chart(results, CPU).svg();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> all(Document svg, String name) {
        NodeList found = svg.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(it -> (Element) found.item(it))
                .toList();
    }

    private static List<Element> bars(Document svg) {
        return all(svg, "rect").stream()
                .filter(it -> it.getAttribute("class").startsWith("bar"))
                .toList();
    }

    private static double width(Element bar) {
        return Double.parseDouble(bar.getAttribute("width"));
    }

    @Test
    void aBarIsAsLongAsTheMedianAndEachRoundIsADot() throws Exception {
        Document svg = drawn();
        List<Element> bars = bars(svg);
        assertThat(bars).hasSize(5);
        assertThat(width(bars.get(2)) / width(bars.get(1))).isBetween(3.95, 4.05);
        assertThat(width(bars.get(3)) / width(bars.get(2))).isBetween(1.98, 2.02);
        assertThat(all(svg, "circle")).hasSize(7);
        assertThat(bars).filteredOn(it -> it.getAttribute("class").contains("ours")).hasSize(1);
    }

    @Test
    void everythingIsWithinThePicture() throws Exception {
        Document svg = drawn();
        double width = Double.parseDouble(svg.getDocumentElement().getAttribute("width"));
        double height = Double.parseDouble(svg.getDocumentElement().getAttribute("height"));
        for (Element bar : bars(svg)) {
            double left = Double.parseDouble(bar.getAttribute("x"));
            assertThat(left + width(bar)).isLessThan(width - 60);
            assertThat(Double.parseDouble(bar.getAttribute("y"))).isLessThan(height - 16);
        }
    }

    @Test
    void wordsSayWhatIsShown() throws Exception {
        assertThat(all(drawn(), "text"))
                .extracting(Element::getTextContent)
                .contains("CPU & more", "1:1 chat, closed loop", "presence to <20> & more")
                .contains("raw relay", "Stoa", "ejabberd", "Prosody")
                .contains("5.00", "11.0", "44.0", "88.0", "142");
    }

    @Test
    void itCanBeReadOnADarkScreenToo() {
        assertThat(new Chart(results, CPU).svg()).contains("@media (prefers-color-scheme: dark)");
    }

    @Test
    void picturesAreOfScenariosThatExist() {
        List<String> known =
                io.stoa.benchmarks.scenarios.Scenarios.ALL.stream()
                        .map(io.stoa.benchmarks.scenarios.Scenario::id)
                        .toList();
        assertThat(Picture.ALL).flatExtracting(Picture::scenarios).isSubsetOf(known);
        assertThat(Picture.ALL).extracting(Picture::file).doesNotHaveDuplicates();
    }
}
