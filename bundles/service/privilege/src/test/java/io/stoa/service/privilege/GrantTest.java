package io.stoa.service.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrantTest {

    @Test
    void whatIsKeptIsWhatIsTold() {
        Grant grant =
                Grant.NOTHING
                        .withRoster(Access.BOTH, false)
                        .withOutgoing(true)
                        .withPresence(Grant.Presences.CONTACTS)
                        .withIq("urn:a", Access.GET)
                        .withIq("urn:b", Access.BOTH);
        assertThat(Grant.restore(grant.toElement())).isEqualTo(grant);
        assertThat(grant.toElement().toXml())
                .isEqualTo(
                        "<privilege xmlns='urn:xmpp:privilege:2'>"
                                + "<perm access='roster' type='both' push='false'/>"
                                + "<perm access='message' type='outgoing'/>"
                                + "<perm access='presence' type='roster'/>"
                                + "<perm access='iq'><namespace ns='urn:a' type='get'/>"
                                + "<namespace ns='urn:b' type='both'/></perm></privilege>");
    }

    @Test
    void nothingIsGrantedUnlessItIs() {
        Grant nothing = Grant.restore(Grant.NOTHING.toElement());
        assertThat(nothing.nothing()).isTrue();
        assertThat(nothing.pushes()).isFalse();
        assertThat(Grant.NOTHING.withIq("urn:a", Access.SET).withIq("urn:a", Access.NONE).nothing())
                .isTrue();
    }

    @Test
    void onlyWhoMayGetARosterIsTold() {
        assertThat(Grant.NOTHING.withRoster(Access.SET, true).pushes()).isFalse();
        assertThat(Grant.NOTHING.withRoster(Access.GET, true).pushes()).isTrue();
        assertThat(Grant.NOTHING.withRoster(Access.BOTH, false).pushes()).isFalse();
    }

    @Test
    void getAndSetAreDifferent() {
        assertThat(Access.GET.grants(Access.SET)).isFalse();
        assertThat(Access.SET.grants(Access.GET)).isFalse();
        assertThat(Access.BOTH.grants(Access.GET)).isTrue();
        assertThat(Access.NONE.grants(Access.GET)).isFalse();
    }
}
