package io.stoa.benchmarks;

import java.util.List;

/** Every scenario, in the order of the table. */
final class Scenarios {

    static final List<Scenario> ALL =
            List.of(
                    new ChatScenario("chat-closed", "1:1 chat, closed loop", 0, false),
                    new ChatScenario("chat-2000", "1:1 chat, 2 000/s", 2000, false),
                    new ChatScenario("chat-10000", "1:1 chat, 10 000/s", 10_000, false),
                    new ChatScenario("chat-tls", "1:1 chat over TLS 1.3, closed loop", 0, true),
                    new LoginScenario("login-plain", "login, PLAIN", "PLAIN", false, false),
                    new LoginScenario("login-scram", "login, SCRAM", "SCRAM-SHA-1", false, false),
                    new LoginScenario(
                            "login-tls", "login, SCRAM over TLS 1.3", "SCRAM-SHA-1", true, false),
                    new LoginScenario(
                            "storm", "everybody at once, SCRAM", "SCRAM-SHA-1", false, true),
                    new IdleScenario("idle", "an idle session", false),
                    new IdleScenario("idle-tls", "an idle session, TLS", true),
                    new PresenceScenario("presence", "presence to 20 contacts"),
                    new RoomScenario("rooms-50", "rooms of 50, closed loop", 50),
                    new RoomScenario("rooms-1000", "a room of 1 000, closed loop", 1000),
                    new ManyRoomsScenario("rooms-many", "10 000 rooms"),
                    new ArchiveStoreScenario("archive-store", "1:1 chat, archived"),
                    new ArchiveQueryScenario("archive-query", "pages of 50 of an archive"),
                    new SlowScenario("slow", "beside 20 clients that do not read"));

    private Scenarios() {}
}
