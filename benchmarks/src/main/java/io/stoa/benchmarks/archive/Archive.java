package io.stoa.benchmarks.archive;

import io.stoa.core.bus.VirtualSchedule;
import io.stoa.core.lease.LeaseOffice;
import io.stoa.im.mam.ArchiveStore;
import io.stoa.im.mam.MamHandler;
import io.stoa.im.mam.PreferenceBook;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqResult;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.storage.Codec;
import io.stoa.storage.Log;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.jdbc.JdbcStorage;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestSession;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** One account's archive in a database, and the handler that answers for it (XEP-0313). */
final class Archive implements AutoCloseable {

    /** Every so many messages are with somebody else than the others. */
    private static final int RARE = 100;

    private static final int WRITERS = 32;
    private static final FullJid JULIET = FullJid.parse("juliet@bench.example/balcony");
    private static final BareJid NURSE = BareJid.parse("nurse@bench.example");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration APART = Duration.ofSeconds(10);

    private final VirtualSchedule schedule = new VirtualSchedule();
    private final JdbcStorage storage;
    private final Log<Message> log;
    private final ArchiveStore store;
    private final MamHandler handler;
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();
    private int elsewhere;

    /** Opens it in an empty database. */
    Archive(Map<String, Object> database) {
        storage =
                new JdbcStorage(
                        Configs.of(JdbcStorage.Config.class, database),
                        new LeaseOffice(schedule, Configs.defaults(LeaseOffice.Config.class)));
        MamHandler.Config config = Configs.defaults(MamHandler.Config.class);
        PreferenceBook preferences = new PreferenceBook(storage, config);
        store = new ArchiveStore(storage, preferences);
        handler = new MamHandler(store, preferences, config);
        // the archive's own store, written to without the leg of a message
        log =
                storage.log(
                        new StoreSpec<>(
                                "archive",
                                1,
                                new Codec<>(
                                        Message::toElement,
                                        (element, version) -> (Message) Stanza.from(element))));
    }

    int size() {
        return size.get();
    }

    static Instant time(int index) {
        return BEGIN.plus(APART.multipliedBy(index));
    }

    /**
     * Appends until there are so many messages; by several, who share commits.
     *
     * @throws IllegalStateException when one could not be appended
     */
    void fill(int until) {
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                writers.execute(() -> write(until));
            }
        }
        if (written.get() != until) {
            throw new IllegalStateException(written + " of " + until + " were appended");
        }
        size.set(until);
    }

    private void write(int until) {
        int index = size.getAndIncrement();
        while (index < until) {
            append(JULIET.bare(), index);
            written.incrementAndGet();
            index = size.getAndIncrement();
        }
    }

    /** Appends a message to somebody else's archive. */
    void appendElsewhere() {
        append(NURSE, elsewhere++);
    }

    private void append(BareJid owner, int index) {
        String from = (index % RARE == 0 ? "mercutio" : "romeo") + "@bench.example/orchard";
        Element message =
                Xml.parse(
                        "<message from='%s' to='%s' type='chat' id='m%d'><body>%s %d</body></message>"
                                .formatted(
                                        from,
                                        owner,
                                        index,
                                        "But, soft! what light through yonder window breaks?",
                                        index),
                        Stanza.CLIENT);
        log.append(
                owner, time(index), Jid.parse(from), "<m" + index, (Message) Stanza.from(message));
    }

    /** Removes those that are older, so many at a time. */
    int purge(Instant before, int limit) {
        return store.archive().purge(JULIET.bare(), before, limit);
    }

    /**
     * Asks as a client would.
     *
     * @param type get or set
     * @return what comes for it: the results and the answer
     * @throws IllegalStateException when it is refused
     */
    Answer ask(String type, String payload) {
        Stanza iq =
                Stanza.from(
                        Xml.parse(
                                "<iq id='q' type='%s'>%s</iq>".formatted(type, payload),
                                Stanza.CLIENT));
        TestSession session = new TestSession(JULIET);
        IqResponse answer =
                handler.handle((IqRequest) iq.withFrom(JULIET), TestContext.sent(session));
        if (!(answer instanceof IqResult)) {
            throw new IllegalStateException(answer.toElement().toString());
        }
        return new Answer(session.delivered(), answer);
    }

    /** What came. */
    record Answer(List<Stanza> results, IqResponse answer) {

        /** Returns the id of one of the results. */
        String id(int index) {
            return results.get(index)
                    .payload("urn:xmpp:mam:2", "result")
                    .orElseThrow()
                    .attribute("id");
        }
    }

    @Override
    public void close() {
        storage.close();
        schedule.stop();
    }
}
