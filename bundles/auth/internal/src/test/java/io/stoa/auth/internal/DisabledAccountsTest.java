package io.stoa.auth.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.auth.ScramHash;
import io.stoa.jid.FullJid;
import io.stoa.session.SessionEvent;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Set;

final class DisabledAccountsTest {

    private static final FullJid JULIET = FullJid.parse("juliet@stoa.example/balcony");

    private final InternalAccounts accounts =
            new InternalAccounts(
                    new MemoryStorage(),
                    new ServesOnly("stoa.example"),
                    new Policy(Set.of(ScramHash.SHA_256), 4096),
                    10);
    private final TestSession session = new TestSession(JULIET);
    private final TestSessions sessions =
            new TestSessions(session, new TestSession(FullJid.parse("romeo@stoa.example/orchard")));
    private final DisabledAccounts disabled = new DisabledAccounts(sessions);

    @BeforeEach
    void begin() {
        disabled.accounts = accounts;
        accounts.bindListener(disabled);
        accounts.create(JULIET.bare(), "R0m30");
    }

    @Test
    void itsSessionsEndAndNobodyElses() {
        accounts.disabled(JULIET.bare(), true);

        assertThat(session.closed().map(StreamError::condition))
                .contains(StreamCondition.NOT_AUTHORIZED);
        assertThat(((TestSession) sessions.all().getLast()).closed()).isEmpty();
    }

    /** It had given its password before, and asks for a resource after. */
    @Test
    void whoWasInTheMiddleOfLoggingInIsOutAsWell() {
        sessions.remove(session);
        accounts.disabled(JULIET.bare(), true);
        assertThat(session.closed()).isEmpty();

        disabled.on(new SessionEvent.Bound(session));

        assertThat(session.closed()).isPresent();
    }

    @Test
    void whoIsEnabledAgainComesIn() {
        accounts.disabled(JULIET.bare(), true);
        accounts.disabled(JULIET.bare(), false);
        TestSession next = new TestSession(JULIET);

        disabled.on(new SessionEvent.Bound(next));
        disabled.on(new SessionEvent.Resumed(next));

        assertThat(next.closed()).isEmpty();
    }
}
