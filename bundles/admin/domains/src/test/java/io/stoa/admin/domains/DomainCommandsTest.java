package io.stoa.admin.domains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Administration;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.bus.Domains;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class DomainCommandsTest {

    /** A server that takes what is configured. */
    private static final class Server implements Domains, Administration {

        private List<String> domains = List.of("example.org");
        private final List<String> ran = new ArrayList<>();

        @Override
        public List<String> all() {
            return domains;
        }

        @Override
        public Report run(String name, Form form) {
            ran.add(name + " " + form.text("key") + " by " + form.actor());
            if (name.equals("config set")) {
                domains = List.of(form.text("value").split(",", -1));
            }
            return Report.of("done");
        }

        @Override
        public List<AdminCommand.Spec> commands() {
            return List.of();
        }

        @Override
        public Optional<AdminCommand.Spec> command(String name) {
            return Optional.empty();
        }

        @Override
        public Report run(String name, Form form, BareJid actor) {
            return run(name, form);
        }

        @Override
        public boolean admits(BareJid account) {
            return true;
        }

        @Override
        public Optional<Report> plan(String name, Form form) {
            return Optional.empty();
        }

        @Override
        public Optional<Report> plan(String name, Form form, BareJid actor) {
            return Optional.empty();
        }
    }

    private final Server server = new Server();
    private final TestSessions sessions = new TestSessions();
    private final Served served = new Served(server, server);

    private static Report run(AdminCommand command, String domain) {
        return command.run(form(domain));
    }

    private static Form form(String domain) {
        return new Form(Map.of("domain", domain), "local:test");
    }

    @Test
    void aDomainIsAddedByConfigurationAndGetsACertificate() {
        Report report = run(new DomainAdd(served), "Example.COM");
        assertThat(server.domains).containsExactly("example.org", "example.com");
        assertThat(server.ran)
                .containsExactly(
                        "config set io.stoa.core.router:domains by local:test",
                        "certificate reload  by local:test");
        assertThat(report.message()).isEqualTo("serving example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "juliet@example.com", "exa mple", ""})
    void whatIsServedAlreadyOrNoDomainIsRefused(String domain) {
        assertThatThrownBy(() -> run(new DomainAdd(served), domain))
                .isInstanceOf(AdminException.class);
        assertThat(server.ran).isEmpty();
    }

    @Test
    void aDomainIsRemovedWithItsSessionsAndNoOthers() {
        server.domains = List.of("example.org", "example.com");
        TestSession gone = session("juliet@example.com/balcony");
        TestSession stays = session("romeo@example.org/orchard");
        DomainRemove command = new DomainRemove(served, sessions);
        assertThat(command.plan(form("example.com")).orElseThrow().rows())
                .contains(List.of("sessions", "1"));
        run(command, "example.com");
        assertThat(server.domains).containsExactly("example.org");
        assertThat(gone.closed().orElseThrow().toString()).contains("HOST_GONE");
        assertThat(stays.closed()).isEmpty();
    }

    private TestSession session(String address) {
        TestSession session = new TestSession(FullJid.parse(address));
        sessions.add(session);
        return session;
    }

    @Test
    void theLastDomainStays() {
        DomainRemove command = new DomainRemove(served, sessions);
        assertThatThrownBy(() -> run(command, "example.org")).hasMessageContaining("only domain");
        assertThatThrownBy(() -> command.plan(form("other.example")))
                .hasMessageContaining("not served");
    }

    @Test
    void theListCountsSessions() {
        server.domains = List.of("example.org", "example.com");
        session("juliet@example.com/balcony");
        assertThat(new DomainList(served, sessions).run(form("")).rows())
                .containsExactly(List.of("example.org", "0"), List.of("example.com", "1"));
    }
}
