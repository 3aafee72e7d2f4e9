package io.stoa.core.session;

import io.stoa.bus.Passage;
import io.stoa.bus.StanzaBus;
import io.stoa.core.lease.LeaseOffice;
import io.stoa.jid.FullJid;
import io.stoa.session.Session;
import io.stoa.session.Tracking;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Stanza;
import io.stoa.storage.Storage;
import io.stoa.testkit.Configs;
import io.stoa.xml.Element;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A registry with everything it has, on a storage that may be an earlier one's. */
final class TrackedServer {

    static final FullJid JULIET = FullJid.parse("juliet@stoa.example/balcony");
    static final FullJid ROMEO = FullJid.parse("romeo@stoa.example/orchard");

    final ManualSchedule schedule = new ManualSchedule();
    final List<String> elsewhere = new ArrayList<>();
    final List<String> left = new ArrayList<>();
    Consumer<Stanza> taker = stanza -> {};
    final List<String> events = new ArrayList<>();
    final LeaseOffice office = TestOffice.of(schedule);
    final DeliveryChain chain = new DeliveryChain(office);
    final SessionTable table;
    final Departures departures;
    boolean starting;

    TrackedServer(Map<String, Object> config) {
        Map<String, Object> all = new HashMap<>(Map.of("resumeSeconds", 60));
        all.putAll(config);
        table = new SessionTable(chain, office, Configs.of(SessionTable.Config.class, all));
        table.bindListener(
                event -> events.add(event.getClass().getSimpleName()),
                Map.of("component.name", "io.stoa.test.Listener"));
        departures = new Departures(table, new RecordingBus(), schedule, () -> starting);
    }

    /** Gives it a storage. */
    Keeper keptIn(Storage storage) {
        return new Keeper(table, storage, schedule);
    }

    Tracking tracked(FullJid address, Wire wire) {
        return tracked(address, wire, true);
    }

    Tracking tracked(FullJid address, Wire wire, boolean resumable) {
        Session session = table.open(address, wire);
        Tracking tracking =
                table.begin(
                                session,
                                new Tracking.Terms(
                                        resumable, Duration.ofDays(1), Element.of("t:t", "r")),
                                it -> Element.of("t:t", "enabled"))
                        .orElseThrow();
        schedule.run();
        wire.take();
        return tracking;
    }

    static Message message(String id) {
        return (Message) Message.of(MessageType.CHAT, ROMEO, "text of " + id).withId(id);
    }

    boolean resume(Tracking tracking, Wire wire) {
        return table.attach(
                tracking,
                wire,
                it -> Element.of("t:t", "resumed").with("h", Long.toString(it.handled())));
    }

    private final class RecordingBus implements StanzaBus {

        @Override
        public void send(Stanza stanza) {
            throw new IllegalStateException("nothing is sent");
        }

        @Override
        public IqResponse request(IqRequest request, Duration patience) {
            throw new IllegalStateException("nothing is asked");
        }

        @Override
        public Passage passage(Stanza stanza, Session session) {
            return mayBlock -> {
                left.add(session.address() + " " + stanza.typeAttribute());
                return true;
            };
        }

        @Override
        public void undelivered(Stanza stanza, FullJid resource, Instant delivered) {
            elsewhere.add(stanza.id());
            taker.accept(stanza);
        }
    }
}
