package io.stoa.im.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.stanza.PresenceType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;

final class TransitionsTest {

    static List<AppendixA.Line> lines() {
        return AppendixA.lines();
    }

    @Test
    void allEightTablesOfNineStatesAreRead() {
        assertThat(lines()).hasSize(72);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void everyLineOfAppendixAHolds(AppendixA.Line line) {
        RosterItem before = line.before();

        assertThat(after(line, before)).isEqualTo(line.after());
        assertThat(goes(line, before)).isEqualTo(line.goes());
    }

    private static RosterItem after(AppendixA.Line line, RosterItem before) {
        if (line.outbound()) {
            return Transitions.outbound(line.type(), before);
        }
        return line.type() == PresenceType.SUBSCRIBE
                ? Transitions.request(before, AppendixA.REQUEST)
                : Transitions.inbound(line.type(), before);
    }

    private static boolean goes(AppendixA.Line line, RosterItem before) {
        if (line.outbound()) {
            return Transitions.routes(line.type(), before);
        }
        return line.type() == PresenceType.SUBSCRIBE
                ? Transitions.delivers(before)
                : !Transitions.inbound(line.type(), before).equals(before);
    }

    /** A.3.1 note 1 and §3.4.2, for each state that can be approved. */
    @Test
    void anApprovedRequestIsGrantedAndTheApprovalUsedUp() {
        for (String state : List.of("None", "None + Pending Out", "To")) {
            RosterItem before = AppendixA.item(state).approved(true);

            RosterItem after = Transitions.request(before, AppendixA.REQUEST);

            assertThat(Transitions.delivers(before)).isFalse();
            assertThat(Transitions.answers(before)).isTrue();
            assertThat(after)
                    .isEqualTo(
                            AppendixA.item(state)
                                    .with(Subscription.of(before.subscription().to(), true)));
        }
    }

    /** §3.2.2 rule 2. */
    @Test
    void anApprovalCanBeTakenBack() {
        RosterItem before = AppendixA.item("To").approved(true);

        assertThat(Transitions.outbound(PresenceType.UNSUBSCRIBED, before))
                .isEqualTo(AppendixA.item("To"));
        assertThat(Transitions.routes(PresenceType.UNSUBSCRIBED, before)).isFalse();
    }

    /** §4.3.2 rule 1: what a probe is answered must not cancel an approval. */
    @Test
    void aCancellationLeavesTheApproval() {
        RosterItem before = AppendixA.item("None + Pending Out").approved(true);

        assertThat(Transitions.inbound(PresenceType.UNSUBSCRIBED, before))
                .isEqualTo(AppendixA.item("None").approved(true));
    }

    /** §3.1.3, first warning, and A.1 rule 3. */
    @Test
    void aRequestDoesNotPutAStrangerInTheRoster() {
        RosterItem stranger = RosterItem.blank(AppendixA.CONTACT);

        RosterItem after = Transitions.request(stranger, AppendixA.REQUEST);

        assertThat(after.listed()).isFalse();
        assertThat(after.pendingIn()).contains(AppendixA.REQUEST);
        assertThat(Transitions.outbound(PresenceType.SUBSCRIBED, after))
                .isEqualTo(AppendixA.item("From"));
        assertThat(Transitions.outbound(PresenceType.UNSUBSCRIBED, after))
                .isEqualTo(stranger.pendingIn(Optional.empty()));
    }
}
