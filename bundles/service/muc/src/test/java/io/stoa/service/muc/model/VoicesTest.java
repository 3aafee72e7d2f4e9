package io.stoa.service.muc.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.muc.Role;

import org.junit.jupiter.api.Test;

/** XEP-0045 §5.1: voice over visits. */
class VoicesTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@stoa.example");

    private final Voices voices = new Voices();

    @Test
    void voiceThatWasGivenOrTakenIsKept() {
        voices.left(ROMEO, Role.PARTICIPANT, Role.VISITOR);
        assertThat(voices.entering(ROMEO, Role.VISITOR)).isEqualTo(Role.PARTICIPANT);
        voices.left(ROMEO, Role.VISITOR, Role.PARTICIPANT);
        assertThat(voices.entering(ROMEO, Role.PARTICIPANT)).isEqualTo(Role.VISITOR);
    }

    /** A moderator for one visit is none in the next. */
    @Test
    void powerIsNotKept() {
        voices.left(ROMEO, Role.MODERATOR, Role.VISITOR);
        assertThat(voices.entering(ROMEO, Role.VISITOR)).isEqualTo(Role.PARTICIPANT);
    }

    @Test
    void whoIsAnAdminByNowEntersAsOne() {
        voices.left(ROMEO, Role.VISITOR, Role.PARTICIPANT);
        assertThat(voices.entering(ROMEO, Role.MODERATOR)).isEqualTo(Role.MODERATOR);
    }

    @Test
    void whatIsUsualIsNotRemembered() {
        voices.left(ROMEO, Role.VISITOR, Role.VISITOR);
        assertThat(voices.all()).isEmpty();
    }

    @Test
    void onlySoManyAreRemembered() {
        for (int i = 0; i < 1000; i++) {
            BareJid account = BareJid.parse("account" + i + "@stoa.example");
            voices.left(account, Role.PARTICIPANT, Role.VISITOR);
        }
        assertThat(voices.all()).hasSize(500);
    }
}
