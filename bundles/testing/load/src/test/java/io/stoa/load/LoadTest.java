package io.stoa.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.load.relay.Relay;
import io.stoa.load.wire.Client;
import io.stoa.load.wire.Target;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** The whole generator, against the relay. */
class LoadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void aClosedLoopIsCheckedMessageByMessage() throws Exception {
        try (Relay relay = Relay.start(0, 1);
                Load load = Load.ofRelay(1)) {
            List<Client> clients = connect(relay, load);
            assertThat(clients.get(3).address()).isEqualTo("u3@bench.example/load");
            Chat chat = load.chat(clients, 60);
            chat.closedLoop(2);
            assertThat(Waiting.until(() -> load.delivered() > 500, PATIENCE)).isTrue();
            Tally tally = chat.settle(PATIENCE);
            assertThat(tally.clean()).as(tally + " " + load.remarks()).isTrue();
            assertThat(tally.delivered()).isEqualTo(load.delivered());
            assertThat(load.corrupt()).isZero();
        }
    }

    @Test
    void aFixedRateIsKept() throws Exception {
        try (Relay relay = Relay.start(0, 1);
                Load load = Load.ofRelay(1)) {
            Chat chat = load.chat(connect(relay, load), 60);
            chat.atRate(1000);
            assertThat(Waiting.until(() -> load.delivered() > 200, PATIENCE)).isTrue();
            assertThat(chat.settle(PATIENCE).clean()).isTrue();
            assertThat(load.latencies().overall().count()).isEqualTo(load.delivered());
        }
    }

    /** What a relay forwards has no sender unless the client says so. */
    @Test
    void aMessageThatIsNotFromWhomItShouldBeIsCorrupt() throws Exception {
        try (Relay relay = Relay.start(0, 1);
                Load load = Load.on(1)) {
            Chat chat = load.chat(connect(relay, load), 60);
            chat.closedLoop(1);
            assertThat(Waiting.until(() -> load.corrupt() == 4, PATIENCE)).isTrue();
            assertThat(load.remarks().getFirst()).contains("corrupt");
            assertThat(chat.tally().delivered()).isZero();
        }
    }

    @Test
    void aServerThatGoesIsADisconnectOfEverybody() throws Exception {
        try (Load load = Load.ofRelay(1)) {
            Relay relay = Relay.start(0, 1);
            assertThat(connect(relay, load)).hasSize(8);
            relay.close();
            assertThat(Waiting.until(() -> load.disconnects() == 8, PATIENCE)).isTrue();
        }
    }

    @Test
    void aMechanismThatIsNotOfferedIsNamed() {
        try (Relay relay = Relay.start(0, 1);
                Load load = Load.ofRelay(1)) {
            Target target = Target.plain(relay.port(), Relay.DOMAIN).with("SCRAM-SHA-256");
            assertThatThrownBy(() -> load.connect(target, Load.accounts(1), 1))
                    .hasMessageContaining("SCRAM-SHA-256 is not offered");
        }
    }

    private static List<Client> connect(Relay relay, Load load) throws InterruptedException {
        Target target = Target.plain(relay.port(), Relay.DOMAIN);
        return load.connect(target, Load.accounts(8), 4);
    }
}
