package io.stoa.tck.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is read of a JVM's histogram. */
class RemainsTest {

    private static final String HISTOGRAM =
            """
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:         88402        5306408  [B (java.base@25.0.3)
               2:            31         600000  [Ljdk.internal.vm.FillerElement; (java.base@25.0.3)
               3:            20            320  jdk.internal.vm.FillerObject (java.base@25.0.3)
               4:         79180        1900320  java.lang.String (java.base@25.0.3)
            Total        167633        7807048
            """;

    @Test
    void whatTheCollectorFillsUpIsNobodys() {
        assertThat(Remains.live(HISTOGRAM)).isEqualTo(5306408 + 1900320);
    }
}
