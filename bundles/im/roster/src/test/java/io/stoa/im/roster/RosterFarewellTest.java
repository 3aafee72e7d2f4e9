package io.stoa.im.roster;

import static io.stoa.im.roster.RosterFixture.JULIET;
import static io.stoa.im.roster.RosterFixture.NURSE;
import static io.stoa.im.roster.RosterFixture.ROMEO;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.Passage;
import io.stoa.bus.StanzaBus;
import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.session.Session;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.time.TestSchedule;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class RosterFarewellTest {

    private final RosterFixture fixture = new RosterFixture();
    private final List<Stanza> sent = new ArrayList<>();
    private final TestSchedule jobs = new TestSchedule();
    private final RosterFarewell farewell =
            new RosterFarewell(fixture.book, fixture.sessions, new RecordingBus(), jobs);

    private final class RecordingBus implements StanzaBus {

        @Override
        public void send(Stanza stanza) {
            sent.add(stanza);
        }

        @Override
        public IqResponse request(IqRequest request, Duration patience) {
            return request.error(Condition.SERVICE_UNAVAILABLE);
        }

        @Override
        public Passage passage(Stanza stanza, Session session) {
            return mayBlock -> true;
        }
    }

    @Test
    void anAccountThatIsRemovedTakesLeaveOfItsContacts() {
        fixture.put(RosterItem.blank(ROMEO).listed(true).with(Subscription.FROM));
        fixture.put(RosterItem.blank(NURSE).listed(true).pendingOut(true));

        farewell.removing(JULIET);
        assertThat(sent).isEmpty();
        fixture.storage.erase(JULIET);
        farewell.removed(JULIET);
        jobs.run();

        assertThat(sent)
                .containsExactly(
                        Presence.of(PresenceType.UNSUBSCRIBE).withFrom(JULIET).withTo(NURSE),
                        Presence.of(PresenceType.UNSUBSCRIBED).withFrom(JULIET).withTo(ROMEO));
        assertThat(fixture.book.items(JULIET)).isEmpty();
    }

    @Test
    void whoHasNoContactsNeedsNoFarewell() {
        farewell.removing(JULIET);

        assertThat(jobs.size()).isZero();
    }
}
