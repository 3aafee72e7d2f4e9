package io.stoa.service.mucsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;

import org.junit.jupiter.api.Test;

import java.time.Instant;

/** How often one may search. */
class PaceTest {

    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");
    private static final BareJid ROMEO = BareJid.parse("romeo@stoa.example");

    private final Pace pace = new Pace(2, "stoa.example"::equals, NOON);

    @Test
    void whoHasSearchedOftenWaitsForTheNextMinute() {
        assertThat(pace.next(ROMEO, NOON)).isZero();
        assertThat(pace.next(ROMEO, NOON)).isZero();
        assertThat(pace.next(ROMEO, NOON.plusSeconds(20))).isEqualTo(41);
        assertThat(pace.next(BareJid.parse("juliet@stoa.example"), NOON)).isZero();
        assertThat(pace.next(ROMEO, NOON.plusSeconds(60))).isZero();
    }

    /** It can make up as many accounts as it likes. */
    @Test
    void anotherServerCountsAsOne() {
        pace.next(BareJid.parse("a@evil.example"), NOON);
        pace.next(BareJid.parse("b@evil.example"), NOON);
        assertThat(pace.next(BareJid.parse("c@evil.example"), NOON)).isPositive();
    }

    @Test
    void noLimitIsNone() {
        Pace free = new Pace(0, "stoa.example"::equals, NOON);
        for (int i = 0; i < 1000; i++) {
            assertThat(free.next(ROMEO, NOON)).isZero();
        }
    }
}
