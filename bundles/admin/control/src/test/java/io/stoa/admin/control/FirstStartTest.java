package io.stoa.admin.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.stream.Listener;
import io.stoa.testkit.account.TestAccounts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

final class FirstStartTest {

    private static final BareJid ADMIN = BareJid.parse("admin@example.org");

    /** An open port. */
    private record Open(String name, String address, int port) implements Listener {
        @Override
        public String key() {
            return "x:port";
        }
    }

    private static final List<Listener> PORTS =
            List.of(
                    new Open("c2s", "0:0:0:0:0:0:0:0", 5222),
                    new Open("web", "0:0:0:0:0:0:0:1", 80));

    private final TestAccounts accounts = new TestAccounts();

    @Test
    void theFirstAdministratorIsMadeOnce() {
        Optional<FirstAdministrator.Created> made =
                FirstAdministrator.create(accounts, "example.org");

        assertThat(made).isPresent();
        assertThat(made.get().account()).isEqualTo(ADMIN);
        assertThat(accounts.passwords()).containsEntry(ADMIN.toString(), made.get().password());
        assertThat(accounts.admin(ADMIN)).isTrue();
        assertThat(FirstAdministrator.create(accounts, "example.org")).isEmpty();
    }

    @Test
    void whereThereAreAccountsNobodyIsMade() {
        accounts.create(BareJid.parse("romeo@example.org"), "x");

        assertThat(FirstAdministrator.create(accounts, "example.org")).isEmpty();
    }

    @Test
    void theBannerSaysWhereAndWhatNext() {
        String banner =
                Banner.text(
                        "0.1.0", List.of("example.org"), PORTS, Path.of("/data"), Optional.empty());

        assertThat(banner)
                .startsWith("Stoa 0.1.0 serves example.org\n")
                .contains("c2s *:5222, web [0:0:0:0:0:0:0:1]:80", "/data", "stoa status")
                .contains("stoa account add juliet@example.org", "port 5222")
                .doesNotContain("password");
    }

    @Test
    void thePasswordIsInTheBannerOfTheFirstStart() {
        FirstAdministrator.Created made = new FirstAdministrator.Created(ADMIN, "abcde-fghij");

        assertThat(
                        Banner.text(
                                "1",
                                List.of("example.org"),
                                PORTS,
                                Path.of("/d"),
                                Optional.of(made)))
                .contains("admin@example.org", "abcde-fghij", "only now");
    }

    @Test
    void theReadyFileIsWholeOrNotThere(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("ready.json");
        String json =
                ReadyFile.json(
                        7,
                        List.of("example.org"),
                        PORTS,
                        Path.of("/data/control.sock"),
                        Path.of("/da\"ta"));

        ReadyFile.write(file, json);

        assertThat(Files.readString(file))
                .isEqualTo(
                        "{\"pid\":7,\"domains\":[\"example.org\"],"
                                + "\"ports\":{\"c2s\":5222,\"web\":80},"
                                + "\"control\":\"/data/control.sock\","
                                + "\"data\":\"/da\\u0022ta\"}\n");
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void passwordsDifferAndAreEasyToRead() {
        assertThat(Passwords.random())
                .matches("([a-km-z2-9]{5}-){3}[a-km-z2-9]{5}")
                .isNotEqualTo(Passwords.random());
    }
}
