package io.stoa.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

class OwnHalfTest {

    private final OwnHalf half = new OwnHalf();
    private final List<String> written = new CopyOnWriteArrayList<>();

    private void header() {
        written.add("header");
    }

    private void error() {
        written.add("error");
    }

    private void end() {
        half.end(this::header, this::error);
    }

    @Test
    void anErrorComesAfterAHeader() {
        end();
        assertThat(written).containsExactly("header", "error");
    }

    @Test
    void thereIsOneHeaderAndOneEnd() {
        half.begin(this::header);
        half.begin(this::header);
        half.say(() -> written.add("features"));
        end();
        end();
        half.begin(this::header);
        half.say(() -> written.add("features"));
        assertThat(written).containsExactly("header", "features", "error");
    }

    @Test
    void aNewStreamBeginsWithAHeader() {
        half.begin(this::header);
        half.again();
        end();
        assertThat(written).containsExactly("header", "header", "error");
    }

    /** A server that shuts down ends a stream whose header is just being written. */
    @Test
    void whoEndsItWhileItBeginsWaitsForTheHeader() throws InterruptedException {
        Thread other = Thread.ofPlatform().unstarted(this::end);
        half.begin(
                () -> {
                    other.start();
                    while (other.isAlive() && other.getState() != Thread.State.WAITING) {
                        Thread.onSpinWait();
                    }
                    header();
                });
        other.join();
        assertThat(written).containsExactly("header", "error");
    }
}
