package io.stoa.core.session;

import static io.stoa.core.session.TrackedServer.JULIET;
import static io.stoa.core.session.TrackedServer.ROMEO;
import static io.stoa.core.session.TrackedServer.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.session.Session;
import io.stoa.session.Tracking;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counting, keeping and resuming without a storage. */
class TrackTest {

    private final TrackedServer server = new TrackedServer(Map.of());
    private final Wire wire = new Wire();

    @Test
    void whatWasDeliveredBeforeDoesNotCount() {
        Session session = server.table.open(ROMEO, wire);
        session.deliver(message("m1"));
        Tracking tracking =
                server.table
                        .begin(
                                session,
                                new Tracking.Terms(
                                        true, Duration.ofSeconds(5), Element.of("t:t", "r")),
                                it -> Element.of("t:t", "enabled"))
                        .orElseThrow();
        session.deliver(message("m2"));
        assertThat(wire.take()).containsExactly("m1", "<enabled>", "m2", "<r>");
        assertThat(tracking.sent()).isEqualTo(1);
        assertThat(tracking.patience()).isEqualTo(Duration.ofSeconds(5));
        assertThat(
                        server.table.begin(
                                session,
                                new Tracking.Terms(true, Duration.ZERO, Element.of("t:t", "r")),
                                it -> Element.of("t:t", "enabled")))
                .isEmpty();
    }

    @Test
    void theServersLimitIsTheLongestThatASessionIsKept() {
        assertThat(server.tracked(ROMEO, wire).patience()).isEqualTo(Duration.ofSeconds(60));
        TrackedServer never = new TrackedServer(Map.of("resumeSeconds", 0));
        assertThat(never.tracked(ROMEO, wire).resumable()).isFalse();
    }

    @Test
    void oneQuestionIsAskedAtATime() {
        Tracking tracking = server.tracked(ROMEO, wire);
        tracking.session().deliver(message("m1"));
        tracking.session().deliver(message("m2"));
        assertThat(wire.take()).containsExactly("m1", "<r>", "m2");
        assertThat(tracking.acknowledged(1)).isTrue();
        // m2 is still open
        assertThat(wire.take()).containsExactly("<r>");
        assertThat(tracking.acknowledged(2)).isTrue();
        assertThat(wire.take()).isEmpty();
    }

    @Test
    void nobodyCanHaveHandledMoreThanHeWasSent() {
        Tracking tracking = server.tracked(ROMEO, wire);
        tracking.session().deliver(message("m1"));
        assertThat(tracking.acknowledged(2)).isFalse();
        assertThat(tracking.acknowledged(4_294_967_295L)).isFalse();
        assertThat(tracking.acknowledged(1)).isTrue();
        // one that goes back is old news
        assertThat(tracking.acknowledged(0)).isTrue();
        assertThat(tracking.sent()).isEqualTo(1);
    }

    @Test
    void countsGoRoundAtTwoToTheThirtySecond() {
        long before = Tracking.MODULUS - 1;
        BoundSession session = new BoundSession(ROMEO, 0, server.chain, server.table);
        Track track =
                new Track(
                        session,
                        server.table.tracks(),
                        new Replay.Restored(
                                "id",
                                new Saved.Head(
                                        ROMEO,
                                        0,
                                        new Tracking.Terms(
                                                true,
                                                Duration.ofSeconds(9),
                                                Element.of("t:t", "r")),
                                        Map.of()),
                                new Saved.State(Optional.empty(), Map.of()),
                                before,
                                List.of(),
                                before,
                                1,
                                Map.of()));
        session.track(track);
        assertThat(server.resume(track, wire)).isTrue();
        track.handledOne();
        assertThat(track.handled()).isZero();
        session.deliver(message("m1"));
        session.deliver(message("m2"));
        assertThat(track.sent()).isEqualTo(1);
        assertThat(track.acknowledged(2)).isFalse();
        assertThat(track.acknowledged(0)).isTrue();
        assertThat(track.acknowledged(1)).isTrue();
    }

    @Test
    void aLostStreamLeavesASessionThatIsResumedWithWhatIsOpen() {
        Tracking tracking = server.tracked(ROMEO, wire);
        Session session = tracking.session();
        server.table.presence(session, Presence.of(PresenceType.AVAILABLE));
        session.deliver(message("m1"));
        session.deliver(message("m2"));
        assertThat(server.table.detach(session, wire)).isTrue();
        assertThat(session.detached()).isTrue();
        assertThat(session.presence()).isPresent();
        assertThat(server.table.find(ROMEO)).contains(session);
        session.deliver(message("m3"));
        assertThat(tracking.acknowledged(1)).isTrue();
        Wire next = new Wire();
        assertThat(server.resume(tracking, next)).isTrue();
        assertThat(next.take()).containsExactly("<resumed0>", "m2", "m3", "<r>");
        assertThat(server.events).containsExactly("Bound", "Available", "Detached", "Resumed");
        assertThat(server.schedule.waiting()).isZero();
        // the old stream's end is nothing to the session any more
        assertThat(server.table.detach(session, wire)).isTrue();
        assertThat(session.detached()).isFalse();
    }

    @Test
    void aStreamThatIsTakenOverGetsAConflict() {
        Tracking tracking = server.tracked(ROMEO, wire);
        tracking.session().deliver(message("m1"));
        Wire next = new Wire();
        assertThat(server.resume(tracking, next)).isTrue();
        assertThat(wire.closed().orElseThrow().condition()).isEqualTo(StreamCondition.CONFLICT);
        assertThat(next.take()).containsExactly("<resumed0>", "m1", "<r>");
        assertThat(server.table.count()).isEqualTo(1);
    }

    @Test
    void whatNobodyResumesSaysUnavailableAndItsMessagesGoElsewhere() {
        Tracking tracking = server.tracked(ROMEO, wire);
        tracking.session().deliver(message("m1"));
        tracking.session().deliver(message("m2"));
        tracking.acknowledged(1);
        server.table.detach(tracking.session(), wire);
        assertThat(server.left).isEmpty();
        server.schedule.later();
        assertThat(server.left).containsExactly(ROMEO + " unavailable");
        assertThat(server.elsewhere).containsExactly("m2");
        assertThat(server.table.find(ROMEO)).isEmpty();
        assertThat(server.resume(tracking, new Wire())).isFalse();
        assertThat(server.table.find(ROMEO.bare(), tracking.id())).isEmpty();
        assertThat(server.table.ended(ROMEO.bare(), tracking.id())).hasValue(0);
        assertThat(server.table.ended(JULIET.bare(), tracking.id())).isEmpty();
    }

    @Test
    void aDetachedSessionThatIsReplacedDoesNotSayUnavailable() {
        Tracking tracking = server.tracked(ROMEO, wire);
        tracking.session().deliver(message("m1"));
        server.table.detach(tracking.session(), wire);
        tracking.session().close(StreamError.of(StreamCondition.CONFLICT));
        server.table.open(ROMEO, new Wire());
        server.schedule.run();
        assertThat(server.left).isEmpty();
        assertThat(server.elsewhere).containsExactly("m1");
    }

    @Test
    void anotherAccountFindsNothing() {
        Tracking tracking = server.tracked(ROMEO, wire);
        assertThat(server.table.find(JULIET.bare(), tracking.id())).isEmpty();
        assertThat(server.table.find(ROMEO.bare(), tracking.id())).contains(tracking);
        Tracking other = server.tracked(JULIET, new Wire(), false);
        assertThat(server.table.find(JULIET.bare(), other.id())).isEmpty();
    }

    @Test
    void withoutResumptionALostStreamEndsTheSession() {
        Tracking tracking = server.tracked(ROMEO, wire, false);
        tracking.session().deliver(message("m1"));
        assertThat(server.table.detach(tracking.session(), wire)).isFalse();
        server.table.close(tracking.session());
        server.schedule.run();
        assertThat(server.elsewhere).containsExactly("m1");
    }

    @Test
    void whoDoesNotAcknowledgeIsSentNoMoreThanAWindow() {
        Tracking tracking = server.tracked(ROMEO, wire);
        String text = "x".repeat(100_000);
        for (int i = 1; i <= 4; i++) {
            tracking.session().deliver(Message.of(MessageType.CHAT, ROMEO, text).withId("m" + i));
        }
        assertThat(wire.take()).containsExactly("m1", "<r>", "m2", "m3");
        assertThat(tracking.acknowledged(4)).isFalse();
        tracking.acknowledged(2);
        assertThat(wire.take()).containsExactly("<r>", "m4");
    }

    @Test
    void whoAcknowledgesNothingAtAllLosesTheSessionNotTheMessages() {
        TrackedServer small = new TrackedServer(Map.of("unackedStanzas", 2));
        Tracking tracking = small.tracked(ROMEO, wire);
        tracking.session().deliver(message("m1"));
        tracking.session().deliver(message("m2"));
        small.schedule.run();
        assertThat(small.elsewhere).isEmpty();
        tracking.session().deliver(message("m3"));
        small.schedule.run();
        assertThat(wire.closed().orElseThrow().condition())
                .isEqualTo(StreamCondition.RESOURCE_CONSTRAINT);
        assertThat(small.elsewhere).containsExactly("m1", "m2", "m3");
        tracking.session().deliver(message("m4"));
        small.schedule.run();
        assertThat(small.elsewhere).endsWith("m4");
    }

    @Test
    void whoComesIsWorthMoreThanWhoIsAway() {
        TrackedServer small = new TrackedServer(Map.of("sessionsPerAccount", 1));
        Tracking tracking = small.tracked(ROMEO, wire);
        small.table.detach(tracking.session(), wire);
        Session next = small.table.open(ROMEO.bare().with("tomb"), new Wire());
        assertThat(small.table.of(ROMEO.bare())).containsExactly(next);
        assertThat(small.left).containsExactly(ROMEO + " unavailable");
    }

    @Test
    void aSilentClientIsAskedOnce() {
        Tracking tracking = server.tracked(ROMEO, wire);
        assertThat(server.table.ask(tracking.session())).contains(true);
        assertThat(wire.take()).containsExactly("<r>");
        assertThat(server.table.ask(tracking.session())).contains(false);
        tracking.acknowledged(0);
        assertThat(server.table.ask(tracking.session())).contains(true);
        assertThat(server.table.ask(server.table.open(JULIET, new Wire()))).isEmpty();
    }
}
