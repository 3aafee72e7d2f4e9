package io.stoa.net.mina;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MinaMemoryTest {

    /** Another version of MINA may name it otherwise: then this says so. */
    @Test
    void minaRemembersAClassUntilItIsForgotten() {
        IoThreads threads = new IoThreads();
        assertThat(MinaMemory.forget(IoLoop.class)).isTrue();
        assertThat(MinaMemory.forget(IoLoop.class)).isFalse();
        threads.stop();
    }

    @Test
    void whatStopsIsForgotten() {
        new IoThreads().stop();
        assertThat(MinaMemory.forget(IoLoop.class)).isFalse();
    }
}
