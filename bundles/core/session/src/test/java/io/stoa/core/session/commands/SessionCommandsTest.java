package io.stoa.core.session.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.admin.AdminException;
import io.stoa.admin.Form;
import io.stoa.jid.FullJid;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;

import org.junit.jupiter.api.Test;

import java.util.Map;

final class SessionCommandsTest {

    private final TestSession balcony =
            new TestSession(FullJid.parse("juliet@stoa.example/balcony"));
    private final TestSession garden = new TestSession(FullJid.parse("juliet@stoa.example/garden"));
    private final TestSessions sessions = new TestSessions(balcony, garden);

    private static Form form(Map<String, String> values) {
        return new Form(values, "local:root");
    }

    @Test
    void theSessionsOfAnAccountAreClosed() {
        new SessionKick(sessions).run(form(Map.of("jid", "juliet@stoa.example")));

        assertThat(balcony.closed()).isPresent();
        assertThat(garden.closed()).isPresent();
    }

    @Test
    void oneSessionIsClosedByItsResource() {
        SessionKick kick = new SessionKick(sessions);
        kick.run(form(Map.of("jid", "juliet@stoa.example", "resource", "garden")));

        assertThat(balcony.closed()).isEmpty();
        assertThat(garden.closed()).isPresent();
        Form attic = form(Map.of("jid", "juliet@stoa.example", "resource", "attic"));
        assertThatThrownBy(() -> kick.run(attic))
                .isInstanceOf(AdminException.class)
                .hasMessageStartingWith("juliet@stoa.example/attic has no session");
    }

    @Test
    void anAnnouncementReachesWhoIsOnline() {
        balcony.available(Presence.of(PresenceType.AVAILABLE));

        assertThat(new Announce(sessions).run(form(Map.of("text", "Run!"))).message())
                .isEqualTo("Told 1 session(s).");
        assertThat(garden.delivered()).isEmpty();
        Message told = (Message) balcony.delivered().getFirst();
        assertThat(told.type()).isEqualTo(MessageType.HEADLINE);
        assertThat(told.body()).isEqualTo("Run!");
        assertThat(told.from()).hasToString("Optional[stoa.example]");
    }
}
