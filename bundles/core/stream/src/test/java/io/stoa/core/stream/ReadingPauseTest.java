package io.stoa.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReadingPauseTest {

    private final FakeConnection connection = new FakeConnection();
    private final ReadingPause pause = new ReadingPause(connection);

    @Test
    void aPauseBeginsOnceAndEnds() {
        assertThat(pause.begin()).isTrue();
        assertThat(pause.begin()).isFalse();
        assertThat(connection.paused).isTrue();

        pause.end();

        assertThat(connection.paused).isFalse();
    }

    /** A worker that has nothing to do any more just when reading pauses. */
    @Test
    void whoeverEndsItTooEarlyDoesNotLeaveItForEver() {
        connection.beforePause = pause::end;
        pause.begin();
        assertThat(connection.paused).isTrue();

        pause.end();

        assertThat(connection.paused).isFalse();
    }
}
