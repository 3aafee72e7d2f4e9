package io.stoa.negotiation.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.testkit.Configs;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

final class LoginPolicyTest {

    private static final BareJid JULIET = BareJid.parse("juliet@stoa.example");
    private static final BareJid ROMEO = BareJid.parse("romeo@stoa.example");
    private static final String HOME = "192.0.2.1";
    private static final String AWAY = "198.51.100.7";

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    private LoginPolicy policy(Map<String, Object> values) {
        return new LoginPolicy(Configs.of(LoginPolicy.Config.class, values), () -> now);
    }

    private void pass(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    private static void fail(LoginPolicy policy, String peer, BareJid account, int times) {
        for (int i = 0; i < times; i++) {
            policy.failed(peer, account);
        }
    }

    @Test
    void aNetworkHasAFewGuessesFree() {
        LoginPolicy policy = policy(Map.of("guessesPerAddress", 3, "guessesPerAccount", 0));
        fail(policy, HOME, JULIET, 2);
        assertThat(policy.barred(HOME, ROMEO)).isFalse();
        fail(policy, HOME, JULIET, 1);
        assertThat(policy.barred(HOME, ROMEO)).isTrue();
        assertThat(policy.barred(AWAY, JULIET)).isFalse();
    }

    @Test
    void eachFurtherFailureDoublesTheWait() {
        LoginPolicy policy = policy(Map.of("guessesPerAddress", 3));
        fail(policy, HOME, JULIET, 3);
        pass(2);
        assertThat(policy.barred(HOME, ROMEO)).isFalse();
        fail(policy, HOME, JULIET, 1);
        pass(3);
        assertThat(policy.barred(HOME, ROMEO)).isTrue();
        pass(1);
        assertThat(policy.barred(HOME, ROMEO)).isFalse();
        fail(policy, HOME, JULIET, 50);
        pass(899);
        assertThat(policy.barred(HOME, ROMEO)).isTrue();
        pass(1);
        assertThat(policy.barred(HOME, ROMEO)).isFalse();
    }

    @Test
    void failuresAreForgottenAfterAWhile() {
        LoginPolicy policy = policy(Map.of("guessesPerAddress", 3));
        fail(policy, HOME, JULIET, 3);
        pass(3601);
        fail(policy, HOME, JULIET, 2);
        assertThat(policy.barred(HOME, JULIET)).isFalse();
    }

    @Test
    void anAccountIsGuardedAgainstManyNetworks() {
        LoginPolicy policy = policy(Map.of("guessesPerAccount", 3));
        policy.failed("192.0.2.1", JULIET);
        policy.failed("192.0.2.2", JULIET);
        policy.failed("192.0.2.3", JULIET);
        assertThat(policy.barred("192.0.2.4", JULIET)).isTrue();
        assertThat(policy.barred("192.0.2.4", ROMEO)).isFalse();
    }

    @Test
    void nobodyIsLockedOutAtHome() {
        LoginPolicy policy = policy(Map.of("guessesPerAccount", 3));
        policy.succeeded(HOME, JULIET);
        fail(policy, AWAY, JULIET, 5);
        assertThat(policy.barred(AWAY, JULIET)).isTrue();
        assertThat(policy.barred(HOME, JULIET)).isFalse();
    }

    @Test
    void zeroTurnsTheLimitsOff() {
        LoginPolicy policy = policy(Map.of("guessesPerAccount", 0, "guessesPerAddress", 0));
        fail(policy, HOME, JULIET, 1000);
        assertThat(policy.barred(HOME, JULIET)).isFalse();
    }

    @Test
    void theTableIsBounded() {
        Tally tally =
                new Tally(
                        new Tally.Rule(
                                1, Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1)),
                        100);
        for (int i = 0; i < 1000; i++) {
            tally.failed("key " + i, now);
        }
        assertThat(tally.size()).isEqualTo(100);
        assertThat(tally.barred("key 999", now)).isTrue();
        assertThat(tally.barred("key 0", now)).isFalse();
        RecentKeys recent = new RecentKeys(2);
        recent.add("a");
        recent.add("b");
        assertThat(recent.contains("a")).isTrue();
        recent.add("c");
        assertThat(recent.contains("b")).isFalse();
        assertThat(recent.contains("a")).isTrue();
    }

    @Test
    void anIpv6NetworkCountsAsOne() {
        assertThat(PeerNetwork.of("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(PeerNetwork.of("2001:db8:1:2::1"))
                .isNotEqualTo(PeerNetwork.of("2001:db8:1:3::1"));
        assertThat(PeerNetwork.of("fe80::1%eth0")).isEqualTo("fe80000000000000");
        assertThat(PeerNetwork.of("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(PeerNetwork.of("")).isEmpty();
    }
}
