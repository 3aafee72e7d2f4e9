package io.stoa.core.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.auth.AccountException;
import io.stoa.jid.BareJid;
import io.stoa.testkit.TestServiceObjects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

final class CommandRegistryTest {

    @TempDir private Path directory;
    private Path audit;
    private CommandRegistry registry;

    @BeforeEach
    void open() {
        audit = directory.resolve("audit.log");
        registry = new CommandRegistry(new AuditLog(audit));
    }

    private static Form form(Map<String, String> values) {
        return new Form(values, "local:juliet");
    }

    private List<String> entries() throws IOException {
        return Files.exists(audit) ? Files.readAllLines(audit) : List.of();
    }

    @Test
    void commandsComeAndGo() {
        registry.bindCommand(new TestServiceObjects<>(Commands.LIST));
        registry.bindCommand(new TestServiceObjects<>(Commands.ECHO));

        assertThat(registry.commands())
                .extracting(AdminCommand.Spec::name)
                .containsExactly("echo back", "thing list");

        registry.unbindCommand(new TestServiceObjects<>(Commands.ECHO));

        assertThat(registry.command("echo back")).isEmpty();
        assertThatThrownBy(() -> registry.run("echo back", form(Map.of())))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("no command “echo back”");
    }

    @Test
    void ofTwoWithOneNameTheFirstStays() {
        AdminCommand first = Commands.refusing();
        AdminCommand second = Commands.failing(new IllegalStateException("second"));
        registry.bindCommand(new TestServiceObjects<>(first));
        registry.bindCommand(new TestServiceObjects<>(second));
        registry.unbindCommand(new TestServiceObjects<>(second));

        assertThatThrownBy(() -> registry.run("fail", form(Map.of())))
                .hasMessage("not today; try tomorrow");
    }

    @Test
    void aFullAuditLogIsSetAsideAndTheOldestGo() throws IOException {
        CommandRegistry small = new CommandRegistry(new AuditLog(audit, 1));
        small.bindCommand(new TestServiceObjects<>(Commands.ECHO));
        for (int i = 0; i < 12; i++) {
            small.run("echo back", form(Map.of("text", "n" + i, "pin", "1234")));
        }
        assertThat(entries()).singleElement().asString().contains("n11");
        assertThat(directory.resolve("audit.log.1")).content().contains("n10");
        assertThat(directory.resolve("audit.log.9")).content().contains("n2");
        assertThat(directory.resolve("audit.log.10")).doesNotExist();
    }

    @Test
    void changesAreWrittenDownWithoutSecrets() throws IOException {
        registry.bindCommand(new TestServiceObjects<>(Commands.ECHO));

        registry.run("echo back", form(Map.of("text", "hi \"you\"", "pin", "1234")));

        assertThat(entries())
                .singleElement()
                .asString()
                .contains("\"actor\":\"local:juliet\"", "\"command\":\"echo back\"")
                .contains("\"fields\":{\"text\":\"hi \\\"you\\\"\"}", "\"outcome\":\"done\"")
                .doesNotContain("1234");
    }

    @Test
    void readingIsNotWrittenDown() throws IOException {
        registry.bindCommand(new TestServiceObjects<>(Commands.LIST));

        registry.run("thing list", form(Map.of()));

        assertThat(entries()).isEmpty();
    }

    @Test
    void refusalsAreWrittenDown() throws IOException {
        registry.bindCommand(new TestServiceObjects<>(Commands.refusing()));

        assertThatThrownBy(() -> registry.run("fail", form(Map.of())))
                .isInstanceOf(AdminException.class);
        assertThat(entries())
                .singleElement()
                .asString()
                .contains("\"outcome\":\"not today; try tomorrow\"");
    }

    @Test
    void whatBreaksIsToldAsARefusal() {
        registry.bindCommand(
                new TestServiceObjects<>(Commands.failing(new IllegalStateException("oh"))));

        assertThatThrownBy(() -> registry.run("fail", form(Map.of())))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("fail failed")
                .hasMessageContaining("oh");
    }

    @Test
    void whatAccountsRefuseIsToldInTheirWords() {
        AccountException refusal =
                new AccountException(AccountException.Reason.EXISTS, "there is one");
        registry.bindCommand(new TestServiceObjects<>(Commands.failing(refusal)));

        assertThatThrownBy(() -> registry.run("fail", form(Map.of()))).hasMessage("there is one");
    }

    @Test
    void anAccountThatIsNoAdministratorIsRefused() throws IOException {
        registry.bindCommand(new TestServiceObjects<>(Commands.ECHO));
        BareJid romeo = BareJid.parse("romeo@example.org");

        assertThatThrownBy(() -> registry.run("echo back", form(Map.of("text", "hi")), romeo))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("not an administrator");
        assertThat(entries())
                .singleElement()
                .asString()
                .contains("\"actor\":\"romeo@example.org\"");
    }

    @Test
    void askingForThePlanChangesNothingAndIsNotWrittenDown() throws IOException {
        registry.bindCommand(new TestServiceObjects<>(Commands.ERASE));

        assertThat(registry.plan("erase", form(Map.of("what", "disk"))))
                .hasValue(Report.of("This erases disk."));
        assertThat(registry.plan("erase", form(Map.of("what", "nothing")))).isEmpty();
        assertThat(entries()).isEmpty();
    }

    @Test
    void thePlanIsForAdministratorsToo() {
        registry.bindCommand(new TestServiceObjects<>(Commands.ERASE));
        BareJid romeo = BareJid.parse("romeo@example.org");

        assertThat(registry.admits(romeo)).isFalse();
        assertThatThrownBy(() -> registry.plan("erase", form(Map.of("what", "disk")), romeo))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("not an administrator");
    }
}
