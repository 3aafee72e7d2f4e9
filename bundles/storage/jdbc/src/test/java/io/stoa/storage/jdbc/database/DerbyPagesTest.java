package io.stoa.storage.jdbc.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DerbyPagesTest {

    private static final long GIGABYTE = 1L << 30;

    @Test
    void pagesTakeASixteenthOfTheMemoryAtMost() {
        assertThat(DerbyDialect.pages(2 * GIGABYTE)).isEqualTo(4096);
    }

    @Test
    void thereAreNeverFewerThanDerbyWouldHaveAndNeverMoreThanArchivesNeed() {
        assertThat(DerbyDialect.pages(GIGABYTE / 8)).isEqualTo(1000);
        assertThat(DerbyDialect.pages(64 * GIGABYTE)).isEqualTo(8000);
    }
}
