package io.stoa.benchmarks.parts;

import io.stoa.jid.Jid;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/** Parsing of addresses. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JidBenchmark {

    /** The usual kind. */
    @Benchmark
    public Jid ascii() {
        return Jid.parse("juliet@bench.example/balcony");
    }

    /** One that needs PRECIS (RFC 7622). */
    @Benchmark
    public Jid precis() {
        return Jid.parse("Jülie@bücher.example/Balkon im Garten");
    }
}
