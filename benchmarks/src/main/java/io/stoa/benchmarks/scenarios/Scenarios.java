package io.stoa.benchmarks.scenarios;

import io.stoa.load.wire.Target.Security;

import java.util.ArrayList;
import java.util.List;

/** Every scenario, in the order of the table. */
public final class Scenarios {

    private static final String PLAIN = "PLAIN";
    private static final String SCRAM = "SCRAM-SHA-1";

    /** All. */
    public static final List<Scenario> ALL =
            List.of(
                    new ChatScenario("chat-closed", "1:1 chat, closed loop", 0, false),
                    new ChatScenario("chat-2000", "1:1 chat, 2 000/s", 2000, false),
                    new ChatScenario("chat-5000", "1:1 chat, 5 000/s", 5000, false),
                    new ChatScenario("chat-10000", "1:1 chat, 10 000/s", 10_000, false),
                    new ChatScenario("chat-tls", "1:1 chat over TLS 1.3, closed loop", 0, true),
                    new LongChatScenario("chat-long", "1:1 chat, 5 000/s, for long", 5000),
                    login("login-plain", "login, PLAIN", PLAIN, Security.PLAIN),
                    login("login-scram", "login, SCRAM", SCRAM, Security.PLAIN),
                    login(
                            "login-plain-starttls",
                            "login, PLAIN, STARTTLS",
                            PLAIN,
                            Security.STARTTLS),
                    login("login-starttls", "login, SCRAM, STARTTLS", SCRAM, Security.STARTTLS),
                    login("login-tls", "login, SCRAM over TLS 1.3", SCRAM, Security.DIRECT),
                    new LoginScenario(
                            "storm", "everybody at once, SCRAM", SCRAM, Security.PLAIN, true),
                    new IdleScenario("idle-2000", "one of 2 000 idle sessions", 2000, false),
                    new IdleScenario("idle", "an idle session", 0, false),
                    new IdleScenario("idle-tls", "an idle session, TLS", 0, true),
                    new IdleScenario("idle-50000", "one of 50 000 idle sessions", 50_000, false),
                    new PresenceScenario("presence", "presence to 20 contacts"),
                    new RoomScenario("rooms-50", "rooms of 50, closed loop", 50),
                    new RoomScenario("rooms-1000", "a room of 1 000, closed loop", 1000),
                    new ManyRoomsScenario("rooms-many", "10 000 rooms"),
                    new ArchiveStoreScenario("archive-store", "1:1 chat, archived"),
                    new ArchiveQueryScenario("archive-query", "pages of 50 of an archive"),
                    new ResumableScenario(
                            "resumable", "500/s beside 10 000 sessions, all resumable", 500),
                    new SlowScenario("slow", "beside 20 clients that do not read"));

    private Scenarios() {}

    private static Scenario login(String id, String title, String mechanism, Security security) {
        return new LoginScenario(id, title, mechanism, security, false);
    }

    /** Finds those of some names, in the order of the table; without names the usual ones. */
    public static List<Scenario> of(List<String> ids) {
        List<String> unknown = new ArrayList<>(ids);
        ALL.forEach(it -> unknown.remove(it.id()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no scenario is called " + unknown.getFirst());
        }
        return ALL.stream()
                .filter(it -> ids.isEmpty() ? !it.onlyWhenNamed() : ids.contains(it.id()))
                .toList();
    }
}
