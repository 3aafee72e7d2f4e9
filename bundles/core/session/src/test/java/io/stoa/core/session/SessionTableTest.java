package io.stoa.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.core.lease.LeaseOffice;
import io.stoa.jid.FullJid;
import io.stoa.session.DeliveryFilter;
import io.stoa.session.Outlet;
import io.stoa.session.Session;
import io.stoa.session.SessionEvent;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.testkit.Configs;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

class SessionTableTest {

    private static final FullJid BALCONY = FullJid.parse("juliet@stoa.example/balcony");

    private final LeaseOffice office = TestOffice.of(new ManualSchedule());
    private final DeliveryChain chain = new DeliveryChain(office);
    private final SessionTable table =
            new SessionTable(
                    chain,
                    office,
                    Configs.of(SessionTable.Config.class, Map.of("sessionsPerAccount", 2)));
    private final RecordingOutlet outlet = new RecordingOutlet();

    @Test
    void aSessionIsFoundUntilItIsClosed() {
        Session session = table.open(BALCONY, outlet);
        assertThat(table.find(BALCONY)).contains(session);
        assertThat(table.of(BALCONY.bare())).containsExactly(session);
        assertThat(table.count()).isEqualTo(1);
        table.close(session);
        table.close(session);
        assertThat(table.find(BALCONY)).isEmpty();
        assertThat(table.count()).isZero();
    }

    @Test
    void anAddressIsBoundOnceAndAnAccountHasALimit() {
        table.open(BALCONY, outlet);
        assertThatThrownBy(() -> table.open(BALCONY, outlet))
                .isInstanceOf(StanzaException.class)
                .hasMessageContaining("conflict");
        table.open(BALCONY.bare().with("garden"), outlet);
        assertThatThrownBy(() -> table.open(BALCONY.bare().with("tomb"), outlet))
                .hasMessageContaining("resource-constraint");
    }

    @Test
    void whoReplacesASessionMayBindAtOnce() {
        Session old = table.open(BALCONY, outlet);
        old.close(StreamError.of(StreamCondition.CONFLICT));
        assertThat(outlet.closed).isEqualTo(1);
        assertThat(table.open(BALCONY, new RecordingOutlet())).isNotEqualTo(old);
    }

    @Test
    void listenersAreToldInOrderAndOneThatFailsHarmsNobody() {
        List<String> events = new ArrayList<>();
        table.bindListener(
                event -> {
                    throw new IllegalStateException("a bug in a listener");
                },
                Map.of("component.name", "io.stoa.broken.Listener"));
        table.bindListener(
                event -> events.add(describe(event)),
                Map.of("component.name", "io.stoa.good.Listener"));
        Session session = table.open(BALCONY, outlet);
        table.presence(session, Presence.of(PresenceType.AVAILABLE));
        table.presence(session, Presence.of(PresenceType.AVAILABLE));
        table.presence(session, Presence.of(PresenceType.UNAVAILABLE));
        table.close(session);
        assertThat(events)
                .containsExactly(
                        "Bound", "Available initial", "Available", "Unavailable", "Closed");
        assertThat(session.presence()).isEmpty();
    }

    private static String describe(SessionEvent event) {
        boolean initial = event instanceof SessionEvent.Available available && available.initial();
        return event.getClass().getSimpleName() + (initial ? " initial" : "");
    }

    @Test
    void deliveriesPassTheFiltersByTheirNamesNotByTheirStart() {
        List<String> seen = new ArrayList<>();
        DeliveryFilter track = filter("track", seen);
        chain.bindFilter(track, held("b"));
        chain.bindFilter(filter("hold", seen), held("a"));
        Session session = table.open(BALCONY, outlet);
        Stanza message = io.stoa.stanza.Message.of(MessageType.CHAT, BALCONY, "x");
        session.deliver(message);
        assertThat(seen).containsExactly("hold", "track");
        chain.unbindFilter(track);
        session.deliver(message);
        assertThat(seen).containsExactly("hold", "track", "hold");
        assertThat(outlet.written).hasSize(2);
    }

    private static Map<String, Object> held(String component) {
        return Map.of("stoa.delivery.stage", "HOLD", "component.name", component);
    }

    @Test
    void aFilterThatLeavesLeavesNothingBehind() {
        List<Stanza> held = new ArrayList<>();
        DeliveryFilter keeping =
                new DeliveryFilter() {
                    @Override
                    public void deliver(Stanza stanza, Session session, Consumer<Stanza> onward) {
                        held.add(stanza);
                    }

                    @Override
                    public void flush(Session session, Consumer<Stanza> onward) {
                        held.forEach(onward);
                        held.clear();
                    }
                };
        chain.bindFilter(keeping, held("a"));
        Session session = table.open(BALCONY, outlet);
        session.deliver(io.stoa.stanza.Message.of(MessageType.CHAT, BALCONY, "x"));
        assertThat(outlet.written).isEmpty();
        session.flush();
        assertThat(outlet.written).hasSize(1);
        session.deliver(io.stoa.stanza.Message.of(MessageType.CHAT, BALCONY, "y"));
        chain.unbindFilter(keeping);
        assertThat(outlet.written).hasSize(2);
        session.deliver(io.stoa.stanza.Message.of(MessageType.CHAT, BALCONY, "z"));
        assertThat(outlet.written).hasSize(3);
    }

    private static DeliveryFilter filter(String name, List<String> seen) {
        return (Stanza stanza, Session session, Consumer<Stanza> onward) -> {
            seen.add(name);
            onward.accept(stanza);
        };
    }

    @Test
    void aSessionKeepsValuesByTheirKeys() {
        Session session = table.open(BALCONY, outlet);
        Session.Key<String> key = new Session.Key<>("test.key", String.class);
        assertThat(session.get(key)).isEmpty();
        session.put(key, "value");
        assertThat(session.get(key)).contains("value");
        session.remove(key);
        assertThat(session.get(key)).isEmpty();
    }

    private static final class RecordingOutlet implements Outlet {

        private final List<Stanza> written = new ArrayList<>();
        private int closed;

        @Override
        public void write(Stanza stanza) {
            written.add(stanza);
        }

        @Override
        public void nonza(Element nonza) {
            // nothing is tracked here
        }

        @Override
        public void close(StreamError reason) {
            closed++;
        }

        @Override
        public boolean release(StreamError reason) {
            close(reason);
            return true;
        }

        @Override
        public String origin() {
            return "test";
        }

        @Override
        public boolean encrypted() {
            return false;
        }
    }
}
