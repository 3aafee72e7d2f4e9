package io.stoa.benchmarks.parts;

import io.stoa.stanza.Stanza;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The whole path in one JVM without a network: both legs, the router, the lanes, the session. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PathBenchmark {

    private final Stoa stoa = Stoa.inMemory().with("info/ping");
    private final TestClient juliet;
    private final TestClient romeo;
    private final Stanza message;
    private final Stanza ping;

    /** Connects two clients. */
    public PathBenchmark() {
        stoa.account("juliet@" + Stoa.DOMAIN);
        stoa.account("romeo@" + Stoa.DOMAIN);
        juliet = stoa.connect("juliet@" + Stoa.DOMAIN + "/balcony");
        romeo = stoa.connect("romeo@" + Stoa.DOMAIN + "/orchard");
        message =
                stanza(
                        "<message to='romeo@"
                                + Stoa.DOMAIN
                                + "/orchard' type='chat'><body>hi</body></message>");
        ping =
                stanza(
                        "<iq type='get' id='p' to='"
                                + Stoa.DOMAIN
                                + "'><ping xmlns='urn:xmpp:ping'/></iq>");
    }

    private static Stanza stanza(String xml) {
        return Stanza.from(Xml.parse(xml, Stanza.CLIENT));
    }

    /** Ends the server. */
    @TearDown
    public void close() {
        stoa.close();
    }

    /** A message from one session to another. */
    @Benchmark
    public Optional<Element> message() {
        juliet.send(message);
        return romeo.take();
    }

    /** A ping to the server: the dispatch to a handler and the way back. */
    @Benchmark
    public Optional<Element> ping() {
        juliet.send(ping);
        return juliet.take();
    }
}
