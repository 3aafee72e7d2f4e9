package io.stoa.auth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stoa.auth.ScramHash;
import io.stoa.auth.ScramVerifier;
import io.stoa.jid.BareJid;

import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.Set;

final class CredentialsTest {

    private static final BareJid JULIET = BareJid.parse("juliet@stoa.example");
    private static final BareJid NOBODY = BareJid.parse("nobody@stoa.example");
    private static final Set<ScramHash> ALL = EnumSet.allOf(ScramHash.class);

    private final CountingStorage storage = new CountingStorage();

    @Test
    void everyHashHasAVerifierWithASaltOfItsOwn() {
        InternalAccounts accounts = accounts(ALL, 4096);
        accounts.create(JULIET, "R0m30");

        assertThat(accounts.hashes("stoa.example")).isEqualTo(ALL);
        for (ScramHash hash : ALL) {
            ScramVerifier verifier = accounts.verifier(JULIET, hash);
            assertThat(verifier.hash()).isEqualTo(hash);
            assertThat(verifier.iterations()).isEqualTo(4096);
            assertThat(verifier.salt()).hasSize(16);
            assertThat(verifier.storedKey()).hasSize(hash.length());
            assertThat(ScramKeys.matches(verifier, "R0m30")).isTrue();
            assertThat(ScramKeys.matches(verifier, "r0m30")).isFalse();
        }
        assertThat(ALL.stream().map(hash -> accounts.verifier(JULIET, hash).saltBase64()))
                .doesNotHaveDuplicates();
    }

    @Test
    void anUnknownAccountHasTheSameFalseVerifierEveryTime() {
        InternalAccounts accounts = accounts(ALL, 4096);
        accounts.create(JULIET, "R0m30");
        InternalAccounts restarted = accounts(ALL, 4096);

        for (ScramHash hash : ALL) {
            ScramVerifier verifier = accounts.verifier(NOBODY, hash);
            ScramVerifier again = restarted.verifier(NOBODY, hash);
            ScramVerifier known = accounts.verifier(JULIET, hash);

            assertThat(again.salt()).isEqualTo(verifier.salt());
            assertThat(again.storedKey()).isEqualTo(verifier.storedKey());
            assertThat(again.serverKey()).isEqualTo(verifier.serverKey());
            assertThat(verifier.salt()).hasSameSizeAs(known.salt());
            assertThat(verifier.storedKey()).hasSameSizeAs(known.storedKey());
            assertThat(verifier.iterations()).isEqualTo(known.iterations());
        }
    }

    @Test
    void falseVerifiersDifferByNameDomainHashAndInstallation() {
        InternalAccounts accounts = accounts(ALL, 4096);
        InternalAccounts elsewhere =
                new InternalAccounts(
                        new CountingStorage(),
                        new ServesOnly("stoa.example"),
                        new Policy(ALL, 4096),
                        10);

        assertThat(
                        Set.of(
                                accounts.verifier(NOBODY, ScramHash.SHA_1).saltBase64(),
                                accounts.verifier(NOBODY, ScramHash.SHA_256).saltBase64(),
                                accounts.verifier(JULIET, ScramHash.SHA_1).saltBase64(),
                                accounts.verifier(
                                                BareJid.parse("nobody@other.example"),
                                                ScramHash.SHA_1)
                                        .saltBase64(),
                                elsewhere.verifier(NOBODY, ScramHash.SHA_1).saltBase64()))
                .hasSize(5);
    }

    @Test
    void strangersDomainsLeaveNothingInTheStorage() {
        InternalAccounts accounts = accounts(ALL, 4096);
        accounts.verifier(NOBODY, ScramHash.SHA_1);
        int before = storage.changes();

        accounts.verifier(BareJid.parse("a@strange.example"), ScramHash.SHA_1);
        accounts.verify(BareJid.parse("a@stranger.example"), "password");

        assertThat(storage.changes()).isEqualTo(before);
    }

    @Test
    void passwordsAreComparedAsPrepared() {
        InternalAccounts accounts = accounts(ALL, 4096);
        accounts.create(JULIET, "I\u00ADX");

        assertThat(accounts.verify(JULIET, "IX")).isTrue();
        assertThat(accounts.verify(JULIET, "\u2168")).isTrue();
        assertThat(accounts.verify(JULIET, "ix")).isFalse();
        assertThat(accounts.verify(JULIET, "\u0007")).isFalse();
        assertThat(accounts.verify(JULIET, "")).isFalse();
    }

    @Test
    void aMissingHashIsAddedWhenThePasswordIsSeen() {
        accounts(Set.of(ScramHash.SHA_1), 4096).create(JULIET, "R0m30");
        InternalAccounts accounts = accounts(ALL, 4096);
        String before = accounts.verifier(JULIET, ScramHash.SHA_1).saltBase64();

        assertThat(accounts.verify(JULIET, "wrong")).isFalse();
        assertThat(ScramKeys.matches(accounts.verifier(JULIET, ScramHash.SHA_512), "R0m30"))
                .isFalse();
        assertThat(accounts.verify(JULIET, "R0m30")).isTrue();

        for (ScramHash hash : ALL) {
            assertThat(ScramKeys.matches(accounts.verifier(JULIET, hash), "R0m30")).isTrue();
        }
        assertThat(accounts.verifier(JULIET, ScramHash.SHA_1).saltBase64()).isEqualTo(before);
    }

    @Test
    void moreIterationsAreAdoptedWhenThePasswordIsSeen() {
        accounts(ALL, 4096).create(JULIET, "R0m30");
        InternalAccounts accounts = accounts(ALL, 5000);
        assertThat(accounts.verifier(JULIET, ScramHash.SHA_256).iterations()).isEqualTo(4096);

        assertThat(accounts.verify(JULIET, "R0m30")).isTrue();
        int changes = storage.changes();
        assertThat(accounts.verify(JULIET, "R0m30")).isTrue();

        assertThat(accounts.verifier(JULIET, ScramHash.SHA_256).iterations()).isEqualTo(5000);
        assertThat(storage.changes()).isEqualTo(changes);
    }

    @Test
    void anAccountWhoseHashIsNoLongerConfiguredCanStillLogIn() {
        accounts(Set.of(ScramHash.SHA_1), 4096).create(JULIET, "R0m30");
        InternalAccounts accounts = accounts(Set.of(ScramHash.SHA_512), 4096);

        assertThat(accounts.hashes("stoa.example")).containsExactly(ScramHash.SHA_512);
        assertThat(accounts.verify(JULIET, "R0m30")).isTrue();
        assertThat(ScramKeys.matches(accounts.verifier(JULIET, ScramHash.SHA_512), "R0m30"))
                .isTrue();
    }

    @Test
    void thePolicyIsReadFromTheConfiguration() {
        assertThat(Policy.of(new String[] {"SHA-1, sha-512"}, 4096).hashes())
                .containsExactlyInAnyOrder(ScramHash.SHA_1, ScramHash.SHA_512);
        assertThat(Policy.of(new String[] {"SHA-1", "SHA-256"}, 4096).hashes()).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.of(new String[] {"MD5"}, 4096))
                .withMessageContaining("MD5");
        assertThatIllegalArgumentException().isThrownBy(() -> Policy.of(new String[] {""}, 4096));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.of(new String[] {"SHA-1"}, 4095))
                .withMessageContaining("4096");
    }

    private InternalAccounts accounts(Set<ScramHash> hashes, int iterations) {
        return new InternalAccounts(
                storage,
                new ServesOnly("stoa.example", "other.example"),
                new Policy(hashes, iterations),
                100);
    }
}
