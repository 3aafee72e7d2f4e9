package io.stoa.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.core.lease.LeaseOffice;
import io.stoa.jid.FullJid;
import io.stoa.lifecycle.Gate;
import io.stoa.session.DeliveryFilter;
import io.stoa.session.Session;
import io.stoa.session.SessionListener;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.Configs;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Listeners and filters are replaced, and do harm, while sessions come and go. */
class LiveSessionTest {

    private static final FullJid BALCONY = FullJid.parse("juliet@stoa.example/balcony");
    private static final long BUNDLE = 7;
    private static final int FAILURES = 20;
    private static final Map<String, Object> LISTENER =
            Map.of("component.name", "Listener", "service.bundleid", BUNDLE);
    private static final Map<String, Object> FILTER =
            Map.of(
                    "component.name",
                    "Filter",
                    "service.bundleid",
                    BUNDLE,
                    "stoa.delivery.stage",
                    "HOLD");

    private final LeaseOffice office = TestOffice.of(new ManualSchedule());
    private final DeliveryChain chain = new DeliveryChain(office);
    private final SessionTable table =
            new SessionTable(chain, office, Configs.defaults(SessionTable.Config.class));
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Wire wire = new Wire();

    private SessionListener listener(String version) {
        return event -> told.add(version + " " + event.getClass().getSimpleName());
    }

    private static Message message(String id) {
        return (Message) Message.of(MessageType.CHAT, BALCONY, "x").withId(id);
    }

    private List<String> heard() {
        return wire.take();
    }

    // ── listeners ──

    @Test
    void whatHappensWhileAListenerIsReplacedIsToldToItsSuccessorInOrder()
            throws InterruptedException {
        SessionListener old = listener("old");
        table.bindListener(old, LISTENER);
        Gate gate = office.close(Set.of(BUNDLE));
        // nobody waits
        Session session = table.open(BALCONY, wire);
        table.presence(session, Presence.of(PresenceType.AVAILABLE));
        table.unbindListener(old);
        table.bindListener(listener("new"), LISTENER);
        table.presence(session, Presence.of(PresenceType.UNAVAILABLE));
        assertThat(told).isEmpty();
        assertThat(gate.parked()).isZero();
        gate.open();
        table.close(session);
        assertThat(List.of(told.take(), told.take(), told.take(), told.take()))
                .containsExactly("new Bound", "new Available", "new Unavailable", "new Closed");
    }

    @Test
    void whoHasNoSuccessorLearnsOfNothing() {
        SessionListener old = listener("old");
        table.bindListener(old, LISTENER);
        Gate gate = office.close(Set.of(BUNDLE));
        Session session = table.open(BALCONY, wire);
        table.unbindListener(old);
        gate.open();
        table.close(session);
        assertThat(told).isEmpty();
    }

    @Test
    void othersAreToldAtOnce() {
        table.bindListener(listener("held"), LISTENER);
        table.bindListener(listener("other"), Map.of("component.name", "Other"));
        Gate gate = office.close(Set.of(BUNDLE));
        table.open(BALCONY, wire);
        assertThat(told).containsExactly("other Bound");
        gate.open();
    }

    @Test
    void aListenerThatStayedIsToldAfterEachGate() throws InterruptedException {
        table.bindListener(listener("same"), LISTENER);
        Gate first = office.close(Set.of(BUNDLE));
        Session session = table.open(BALCONY, wire);
        table.presence(session, Presence.of(PresenceType.AVAILABLE));
        first.open();
        assertThat(List.of(told.take(), told.take()))
                .containsExactly("same Bound", "same Available");
        Gate second = office.close(Set.of(BUNDLE));
        table.close(session);
        assertThat(told).isEmpty();
        second.open();
        assertThat(told.take()).isEqualTo("same Closed");
    }

    // ── filters ──

    @Test
    void aFilterThatFailsIsPassedByAndTakenOut() {
        List<Integer> asked = new ArrayList<>();
        chain.bindFilter(
                (stanza, session, onward) -> {
                    asked.add(1);
                    throw new IllegalStateException("a bug in a filter");
                },
                FILTER);
        Session session = table.open(BALCONY, wire);
        for (int i = 0; i < 2 * FAILURES; i++) {
            session.deliver(message("m" + i));
        }
        assertThat(heard()).hasSize(2 * FAILURES).doesNotHaveDuplicates().startsWith("m0", "m1");
        assertThat(asked).hasSize(FAILURES);
        assertThat(office.all())
                .anySatisfy(
                        it -> {
                            assertThat(it.role()).isEqualTo("filter");
                            assertThat(it.state()).isEqualTo("quarantined");
                            assertThat(it.errors()).isEqualTo(FAILURES);
                        });
    }

    @Test
    void whatOneHoldsThatFailsComesBeforeTheStanza() {
        chain.bindFilter(
                new DeliveryFilter() {
                    private final List<Stanza> held = new ArrayList<>();

                    @Override
                    public void deliver(Stanza stanza, Session session, Consumer<Stanza> onward) {
                        if (stanza.id().equals("bad")) {
                            throw new IllegalStateException("a bug in a filter");
                        }
                        held.add(stanza);
                    }

                    @Override
                    public void flush(Session session, Consumer<Stanza> onward) {
                        held.forEach(onward);
                        held.clear();
                    }
                },
                FILTER);
        Session session = table.open(BALCONY, wire);
        session.deliver(message("first"));
        session.deliver(message("second"));
        assertThat(heard()).isEmpty();
        session.deliver(message("bad"));
        assertThat(heard()).containsExactly("first", "second", "bad");
    }

    @Test
    void whatHasPassedBeforeTheFailureIsNotSentTwice() {
        chain.bindFilter(
                (stanza, session, onward) -> {
                    onward.accept(stanza);
                    throw new IllegalStateException("a bug in a filter");
                },
                FILTER);
        Session session = table.open(BALCONY, wire);
        session.deliver(message("once"));
        assertThat(heard()).containsExactly("once");
    }

    @Test
    void aFilterIsCalledUntilItLeavesForNobodyCanWaitHere() {
        DeliveryFilter marking =
                (stanza, session, onward) -> onward.accept(stanza.withId("marked"));
        chain.bindFilter(marking, FILTER);
        Session session = table.open(BALCONY, wire);
        Gate gate = office.close(Set.of(BUNDLE));
        session.deliver(message("m"));
        chain.unbindFilter(marking);
        session.deliver(message("bare"));
        gate.open();
        assertThat(heard()).containsExactly("marked", "bare");
    }
}
