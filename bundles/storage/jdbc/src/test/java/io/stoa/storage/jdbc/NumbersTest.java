package io.stoa.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

/** The small values that columns hold. */
final class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z,0,0",
        "1970-01-01T00:00:01Z,1000000,1000000",
        "1970-01-01T00:00:00.000000001Z,0,1",
        "1970-01-01T00:00:00.000001999Z,1,2",
        "1969-12-31T23:59:59.999999Z,-1,-1",
        "1969-12-31T23:59:59.9999985Z,-2,-1",
        "2026-07-17T05:30:00.123456Z,1784266200123456,1784266200123456"
    })
    void momentsBecomeMicroseconds(Instant moment, long floor, long ceiling) {
        assertThat(Micros.floor(moment)).isEqualTo(floor);
        assertThat(Micros.ceiling(moment)).isEqualTo(ceiling);
        assertThat(Micros.instant(floor)).isBeforeOrEqualTo(moment);
        assertThat(Micros.instant(ceiling)).isAfterOrEqualTo(moment);
    }

    @Test
    void theFarthestMomentsLeaveRoomToCalculate() {
        long least = Micros.floor(Instant.MIN);
        long most = Micros.ceiling(Instant.MAX);

        assertThat(Math.addExact(most, Math.subtractExact(most, least))).isPositive();
    }

    @Test
    void ticksGrowAndFollowWhatWasGivenBefore() {
        Ticks ticks = new Ticks();

        long first = ticks.after(0);
        long second = ticks.after(0);
        long third = ticks.after(second + 1_000_000_000_000L);

        assertThat(first).isPositive();
        assertThat(second).isGreaterThan(first);
        assertThat(third).isGreaterThan(second + 1_000_000_000_000L);
        assertThat(ticks.after(0)).isGreaterThan(third);
    }

    @Test
    void idsKeepTheOrderOfTheirNumbers() {
        assertThat(LogId.text(255)).isEqualTo("00000000000000ff");
        assertThat(LogId.text(16)).isLessThan(LogId.text(255));
        assertThat(LogId.parse(LogId.text(Long.MAX_VALUE))).contains(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ff", "00000000000000FF", "000000000000000g", "ffffffffffffffff"})
    void whatNeverWasAnIdIsNone(String text) {
        assertThat(LogId.parse(text)).isEmpty();
    }

    @Test
    void freeTextsDifferInTheirBlanks() {
        assertThat(Columns.marked("a").stripTrailing())
                .isNotEqualTo(Columns.marked("a ").stripTrailing());
        assertThat(Columns.unmarked(Columns.marked("a "))).isEqualTo("a ");
        assertThat(Columns.unmarked(Columns.marked(""))).isEmpty();
    }
}
