package io.stoa.core.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ComponentHealthTest {

    @Test
    void ourOwnWordsAreFoundAmongTheCauses() {
        String trace =
                """
                java.lang.reflect.InvocationTargetException
                \tat java.base/x.y(Z.java:1)
                Caused by: java.lang.IllegalStateException: cannot listen on port 5222: set a:port
                \tat io.stoa.net.mina.Port.bind(Port.java:49)
                Caused by: java.net.BindException: Address already in use
                """;

        assertThat(ComponentHealth.failure(trace))
                .isEqualTo("cannot listen on port 5222: set a:port");
    }

    @Test
    void otherwiseTheInnermostCauseIsShown() {
        String trace =
                """
                java.lang.reflect.InvocationTargetException
                Caused by: io.stoa.storage.StorageException: no database
                Caused by: java.sql.SQLException: wrong password
                """;

        assertThat(ComponentHealth.failure(trace)).isEqualTo("wrong password");
    }

    @Test
    void withoutACauseTheFirstLineIsShown() {
        assertThat(ComponentHealth.failure("java.lang.IllegalStateException: oh\n\tat x"))
                .isEqualTo("oh");
        assertThat(ComponentHealth.failure("")).isEqualTo("failed");
    }
}
