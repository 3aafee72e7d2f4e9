package io.stoa.admin.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.auth.AccountException;
import io.stoa.bus.Domains;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;
import io.stoa.testkit.account.TestAccounts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class AccountCommandsTest {

    private static final String JULIET = "juliet@example.org";

    private final TestAccounts accounts = new TestAccounts();
    private final Domains domains = () -> List.of("example.org", "example.com");

    private static Report run(AdminCommand command, Map<String, String> values) {
        return command.run(new Form(values, "local:test"));
    }

    private AdminCommand add() {
        return new AccountAdd(accounts, domains);
    }

    @Test
    void anAccountIsMadeWithTheGivenPassword() {
        Report report = run(add(), Map.of("jid", JULIET, "password", "s3cret"));

        assertThat(accounts.passwords()).containsEntry(JULIET, "s3cret");
        assertThat(report.message()).isEqualTo("made " + JULIET);
        assertThat(report.toString()).doesNotContain("s3cret");
    }

    @Test
    void withoutAPasswordOneIsMadeUpAndShown() {
        Report report = run(add(), Map.of("jid", JULIET));

        assertThat(report.facts()).isTrue();
        assertThat(report.rows().getLast().getLast())
                .matches("([a-z2-9]{5}-){3}[a-z2-9]{5}")
                .isEqualTo(accounts.passwords().get(JULIET));
    }

    @Test
    void anAdministratorIsMadeOnRequest() {
        run(add(), Map.of("jid", JULIET, "admin", "true"));

        assertThat(accounts.admin(BareJid.parse(JULIET))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@example.net", "example.org", "juliet"})
    void addressesOfOthersAreRefusedWithOurs(String address) {
        assertThatThrownBy(() -> run(add(), Map.of("jid", address)))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("example.org, example.com");
    }

    @Test
    void aPasswordIsChangedOrMadeUp() {
        AdminCommand passwd = new AccountPasswd(accounts);
        run(add(), Map.of("jid", JULIET, "password", "old"));

        run(passwd, Map.of("jid", JULIET, "password", "new"));
        assertThat(accounts.passwords()).containsEntry(JULIET, "new");

        Report report = run(passwd, Map.of("jid", JULIET));
        assertThat(accounts.passwords()).containsEntry(JULIET, report.rows().getLast().getLast());
        assertThatThrownBy(() -> run(passwd, Map.of("jid", "romeo@example.org")))
                .isInstanceOf(AccountException.class);
    }

    @Test
    void accountsOfEveryDomainAreListed() {
        run(add(), Map.of("jid", JULIET, "password", "x", "admin", "true"));
        run(add(), Map.of("jid", "romeo@example.com", "password", "x"));
        AdminCommand list = new AccountList(accounts, domains);

        assertThat(run(list, Map.of()).rows())
                .containsExactly(
                        List.of(JULIET, "yes", "no"), List.of("romeo@example.com", "no", "no"));
        assertThat(run(list, Map.of("domain", "example.com")).rows()).hasSize(1);
        assertThat(run(list, Map.of("admins", "true")).rows())
                .containsExactly(List.of(JULIET, "yes", "no"));
    }

    @Test
    void accountsAreCountedByDomainPageByPage() {
        for (int number = 0; number < 2000; number++) {
            accounts.create(BareJid.parse("a" + number + "@example.org"), "x");
        }
        accounts.create(BareJid.parse("romeo@example.com"), "x");
        AdminCommand count = new AccountCount(accounts, domains);

        assertThat(run(count, Map.of()).rows())
                .containsExactly(List.of("example.org", "2000"), List.of("example.com", "1"));
        assertThat(run(count, Map.of("domain", "example.com")).rows()).hasSize(1);
    }

    @Test
    void aListHasItsLimitAndGoesOnAfterIt() {
        for (String name : List.of("a", "b", "c")) {
            run(add(), Map.of("jid", name + "@example.org", "password", "x"));
        }
        AdminCommand list = new AccountList(accounts, domains);

        assertThat(run(list, Map.of("limit", "2")).rows())
                .containsExactly(
                        List.of("a@example.org", "no", "no"), List.of("b@example.org", "no", "no"));
        assertThat(run(list, Map.of("limit", "2", "after", "b")).rows())
                .containsExactly(List.of("c@example.org", "no", "no"));
    }

    /** What does not match is not counted to the limit. */
    @Test
    void aLimitIsForThoseThatAreListed() {
        for (String name : List.of("a", "b", "c")) {
            run(add(), Map.of("jid", name + "@example.org", "password", "x"));
        }
        accounts.disabled(BareJid.parse("c@example.org"), true);

        assertThat(
                        run(
                                        new AccountList(accounts, domains),
                                        Map.of("limit", "1", "disabled", "true"))
                                .rows())
                .containsExactly(List.of("c@example.org", "no", "yes"));
        assertThat(
                        run(
                                        new AccountCount(accounts, domains),
                                        Map.of("domain", "example.org", "disabled", "true"))
                                .rows())
                .containsExactly(List.of("example.org", "1"));
    }

    @Test
    void anAccountIsDisabledAndEnabled() {
        run(add(), Map.of("jid", JULIET, "password", "x"));
        AdminCommand disable = new AccountDisable(accounts);
        AdminCommand enable = new AccountEnable(accounts);

        assertThatThrownBy(() -> run(enable, Map.of("jid", JULIET))).hasMessageContaining("is not");
        run(disable, Map.of("jid", JULIET));
        assertThat(accounts.disabled(BareJid.parse(JULIET))).isTrue();
        assertThatThrownBy(() -> run(disable, Map.of("jid", JULIET)))
                .hasMessageContaining("disabled already");
        run(enable, Map.of("jid", JULIET));
        assertThat(accounts.disabled(BareJid.parse(JULIET))).isFalse();
        assertThatThrownBy(() -> run(disable, Map.of("jid", "nobody@example.org")))
                .hasMessage("there is no account nobody@example.org");
    }

    @Test
    void nobodyLocksThemselvesOut() {
        run(add(), Map.of("jid", JULIET, "password", "x"));

        assertThatThrownBy(
                        () ->
                                new AccountDisable(accounts)
                                        .run(new Form(Map.of("jid", JULIET), JULIET)))
                .isInstanceOf(AdminException.class);
        assertThat(accounts.disabled(BareJid.parse(JULIET))).isFalse();
    }

    @Test
    void anAccountIsShownWithWhatOthersKnowOfIt() {
        run(add(), Map.of("jid", JULIET, "password", "x"));
        TestSession online = new TestSession(FullJid.parse(JULIET + "/balcony"));
        AccountInfo info = new AccountInfo(accounts, new TestSessions(online));

        assertThat(run(info, Map.of("jid", JULIET)).rows())
                .contains(
                        List.of("disabled", "no"),
                        List.of("sessions", "1"),
                        List.of("last-login", "unknown"),
                        List.of("contacts", "unknown"));
        info.logins = account -> Optional.of(Instant.parse("2026-11-27T23:45:01.5Z"));
        assertThat(run(info, Map.of("jid", JULIET)).rows())
                .contains(List.of("last-login", "2026-11-27T23:45:01Z"));
    }

    @Test
    void anAccountIsRemovedOnlyWhenItIsMeant() {
        TestSession online = new TestSession(FullJid.parse(JULIET + "/balcony"));
        TestSessions sessions = new TestSessions(online);
        AdminCommand remove = new AccountRemove(accounts, sessions);
        run(add(), Map.of("jid", JULIET, "password", "x"));

        assertThat(remove.spec().manner()).isEqualTo(AdminCommand.Manner.ASKS);
        assertThat(remove.plan(new Form(Map.of("jid", JULIET), "local:root")))
                .hasValueSatisfying(
                        plan -> {
                            assertThat(plan.message()).contains(JULIET, "cannot be undone");
                            assertThat(plan.rows()).contains(List.of("sessions", "1"));
                        });
        assertThat(accounts.passwords()).containsKey(JULIET);
        assertThat(online.closed()).isEmpty();

        run(remove, Map.of("jid", JULIET));
        assertThat(online.closed()).isPresent();
        assertThat(accounts.passwords()).isEmpty();
        assertThatThrownBy(() -> run(remove, Map.of("jid", JULIET)))
                .hasMessage("there is no account " + JULIET);
    }

    @Test
    void theRightToAdministerIsGrantedAndTaken() {
        AdminCommand admin = new AccountAdmin(accounts);
        run(add(), Map.of("jid", JULIET, "password", "x"));

        run(admin, Map.of("jid", JULIET));
        assertThat(accounts.admin(BareJid.parse(JULIET))).isTrue();
        run(admin, Map.of("jid", JULIET, "off", "true"));
        assertThat(accounts.admin(BareJid.parse(JULIET))).isFalse();
    }
}
