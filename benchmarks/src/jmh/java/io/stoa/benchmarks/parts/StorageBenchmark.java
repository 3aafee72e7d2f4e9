package io.stoa.benchmarks.parts;

import io.stoa.core.bus.VirtualSchedule;
import io.stoa.core.lease.LeaseOffice;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.storage.Codec;
import io.stoa.storage.Log;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.jdbc.JdbcStorage;
import io.stoa.testkit.Configs;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Appending to a log on Derby, durable when it returns: one thread, and eight that share commits.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StorageBenchmark {

    private final VirtualSchedule schedule = new VirtualSchedule();
    private final JdbcStorage storage;
    private final Log<Element> log;
    private final BareJid owner = Jid.parse("juliet@bench.example").bare();
    private final Jid with = Jid.parse("romeo@bench.example/orchard");
    private final Element value = Xml.parse(FeederBenchmark.MESSAGE, "jabber:client");

    /** Makes a database. */
    public StorageBenchmark() {
        Path folder = folder();
        storage =
                new JdbcStorage(
                        Configs.of(
                                JdbcStorage.Config.class,
                                Map.of("url", "jdbc:derby:" + folder.resolve("derby"))),
                        new LeaseOffice(schedule, Configs.defaults(LeaseOffice.Config.class)));
        Codec<Element> codec = new Codec<>(it -> it, (it, version) -> it);
        log = storage.log(new StoreSpec<>("bench", 1, codec));
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("stoa-bench");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Closes it. */
    @TearDown
    public void close() {
        storage.close();
        schedule.stop();
    }

    /** One at a time. */
    @Benchmark
    public String append() {
        return log.append(owner, Instant.now(), with, value);
    }

    /** Eight at a time. */
    @Benchmark
    @Threads(8)
    public String appendByEight() {
        return log.append(owner, Instant.now(), with, value);
    }
}
