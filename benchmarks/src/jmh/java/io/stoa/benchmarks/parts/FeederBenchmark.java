package io.stoa.benchmarks.parts;

import io.stoa.xml.Element;
import io.stoa.xml.XmlEvents;
import io.stoa.xml.XmlLimits;
import io.stoa.xml.XmlReader;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** From bytes to an element, and to bytes again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FeederBenchmark implements XmlEvents {

    static final String MESSAGE =
            "<message to='romeo@bench.example/orchard' type='chat' id='m17'>"
                    + "<body>Wherefore art thou, Romeo? Deny thy father and refuse thy name.</body>"
                    + "<request xmlns='urn:xmpp:receipts'/></message>";

    private final byte[] bytes = MESSAGE.getBytes(StandardCharsets.UTF_8);
    private final XmlReader reader = new XmlReader(XmlLimits.DEFAULT, this);
    private Element last = Element.of("", "none");

    /** Opens the stream. */
    public FeederBenchmark() {
        String open =
                "<stream:stream xmlns='jabber:client'"
                        + " xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";
        reader.feed(ByteBuffer.wrap(open.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void opened(Element header, String contentNamespace) {
        last = header;
    }

    @Override
    public void element(Element element) {
        last = element;
    }

    @Override
    public void streamClosed() {
        last = Element.of("", "closed");
    }

    /** Parses a message. */
    @Benchmark
    public Element parse() {
        reader.feed(ByteBuffer.wrap(bytes));
        return last;
    }

    /** Parses, stamps and writes it. */
    @Benchmark
    public ByteBuffer parseStampAndWrite() {
        reader.feed(ByteBuffer.wrap(bytes));
        return last.with("from", "juliet@bench.example/balcony").utf8();
    }

    /** Writes once for fifty recipients: what is serialised once costs once. */
    @Benchmark
    public void writeForFifty(Blackhole hole) {
        reader.feed(ByteBuffer.wrap(bytes));
        Element stamped = last.with("from", "juliet@bench.example/balcony");
        for (int i = 0; i < 50; i++) {
            hole.consume(stamped.utf8());
        }
    }
}
