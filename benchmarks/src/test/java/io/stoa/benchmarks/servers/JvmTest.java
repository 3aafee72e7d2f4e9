package io.stoa.benchmarks.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class JvmTest {

    @Test
    void whatThreadsHaveAllocatedIsAddedUp() {
        String threads =
                """
                "io-1" #31 [4] prio=5 cpu=1ms elapsed=2s allocated=1536B defined_classes=0 tid=1
                "io-2" #32 [4] prio=5 cpu=1ms elapsed=2s allocated=200K defined_classes=0 tid=2
                "ForkJoinPool-1-worker-1" #33 allocated=100M defined_classes=3
                "VM Thread" os_prio=0 cpu=1ms elapsed=2s tid=3
                """;
        assertThat(Jvm.allocated(threads)).isEqualTo(1536 + 200 * 1024 + 100 * 1024 * 1024.0);
    }

    @Test
    void thisJvmSaysWhatItHasAllocated() {
        Jvm own = new Jvm(ProcessHandle.current().pid());
        assertThat(own.allocated()).isGreaterThan(1 << 20);
        assertThat(own.liveHeap()).isPositive();
    }

    @Test
    void theLongestPauseIsOneSinceThen(@TempDir Path folder) throws IOException {
        Pauses pauses = Pauses.in(folder);
        assertThat(pauses.longest(0)).isZero();
        String line =
                "[1.2s][info][safepoint] Safepoint \"%s\", At safepoint: 1 ns, Total: %d ns\n";
        Path log = folder.resolve("safepoints.log");
        Files.writeString(log, line.formatted("G1CollectForAllocation", 9_000_000));
        long before = pauses.end();
        Files.writeString(
                log,
                Files.readString(log)
                        + line.formatted("Cleanup", 1_500_000)
                        + "something else\n"
                        + line.formatted("G1PauseRemark", 2_500_000));
        assertThat(pauses.longest(before)).isEqualTo(2.5);
        assertThat(pauses.longest(0)).isEqualTo(9.0);
        assertThat(Pauses.NONE.longest(0)).isZero();
    }
}
