package io.stoa.auth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stoa.auth.AccountException;
import io.stoa.auth.AccountException.Reason;
import io.stoa.auth.ScramHash;
import io.stoa.jid.BareJid;
import io.stoa.storage.Codec;
import io.stoa.storage.Items;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

final class InternalAccountsTest {

    private static final BareJid JULIET = BareJid.parse("juliet@stoa.example");
    private static final BareJid ROMEO = BareJid.parse("romeo@stoa.example");
    private static final StoreSpec<String> NOTES =
            new StoreSpec<>(
                    "notes",
                    1,
                    new Codec<>(
                            text -> Element.of("urn:x", "note", new Text(text)),
                            (element, version) -> element.text()));

    private final CountingStorage storage = new CountingStorage();
    private final InternalAccounts accounts = accounts(Set.of(ScramHash.SHA_256), 100);

    @Test
    void anAccountExistsOnceItWasCreated() {
        assertThat(accounts.exists(JULIET)).isFalse();

        accounts.create(JULIET, "R0m30");

        assertThat(accounts.exists(JULIET)).isTrue();
        assertThat(accounts.exists(ROMEO)).isFalse();
        assertThat(accounts.verify(JULIET, "R0m30")).isTrue();
        assertThat(accounts.verify(JULIET, "r0m30")).isFalse();
        assertThat(accounts.verify(ROMEO, "R0m30")).isFalse();
    }

    @Test
    void anAccountIsCreatedOnce() {
        accounts.create(JULIET, "R0m30");

        refused(Reason.EXISTS, () -> accounts.create(JULIET, "other"));

        assertThat(accounts.verify(JULIET, "R0m30")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@elsewhere.example", "stoa.example", "elsewhere.example"})
    void anAccountIsANameAtADomainOfOurs(String address) {
        refused(Reason.ADDRESS, () -> accounts.create(BareJid.parse(address), "R0m30"));
    }

    @Test
    void aPasswordThatIsNotAcceptableCreatesNothing() {
        refused(Reason.PASSWORD, () -> accounts.create(JULIET, ""));

        assertThat(accounts.exists(JULIET)).isFalse();
        accounts.create(JULIET, "R0m30");
        refused(Reason.PASSWORD, () -> accounts.password(JULIET, "\u0007"));
        assertThat(accounts.verify(JULIET, "R0m30")).isTrue();
    }

    @Test
    void aChangedPasswordReplacesTheOldOne() {
        accounts.create(JULIET, "R0m30");
        accounts.admin(JULIET, true);

        accounts.password(JULIET, "M0nt4gu3");

        assertThat(accounts.verify(JULIET, "R0m30")).isFalse();
        assertThat(accounts.verify(JULIET, "M0nt4gu3")).isTrue();
        assertThat(accounts.admin(JULIET)).isTrue();
    }

    @Test
    void whatIsUnknownCannotBeChanged() {
        refused(Reason.UNKNOWN, () -> accounts.password(JULIET, "R0m30"));
        refused(Reason.UNKNOWN, () -> accounts.remove(JULIET));
        refused(Reason.UNKNOWN, () -> accounts.admin(JULIET, true));
        refused(Reason.UNKNOWN, () -> accounts.disabled(JULIET, true));
        assertThat(accounts.exists(JULIET)).isFalse();
        assertThat(accounts.admin(JULIET)).isFalse();
    }

    @Test
    void theRightToAdministerIsGrantedAndTaken() {
        accounts.create(JULIET, "R0m30");
        assertThat(accounts.admin(JULIET)).isFalse();

        accounts.admin(JULIET, true);
        assertThat(accounts.admin(JULIET)).isTrue();

        accounts.admin(JULIET, false);
        assertThat(accounts.admin(JULIET)).isFalse();
        assertThat(accounts.verify(JULIET, "R0m30")).isTrue();
    }

    @Test
    void aDisabledAccountKeepsAllItHas() {
        accounts.create(JULIET, "R0m30");
        accounts.admin(JULIET, true);
        long incarnation = accounts.incarnation(JULIET);

        accounts.disabled(JULIET, true);

        assertThat(accounts.disabled(JULIET)).isTrue();
        assertThat(accounts.exists(JULIET)).isTrue();
        assertThat(accounts.verify(JULIET, "R0m30")).isTrue();
        assertThat(accounts.admin(JULIET)).isTrue();
        assertThat(accounts.incarnation(JULIET)).isEqualTo(incarnation);
        assertThat(accounts.disabled(ROMEO)).isFalse();
        assertThat(accounts(Set.of(ScramHash.SHA_256), 1).disabled(JULIET))
                .as("in the server's next life")
                .isTrue();
        accounts.disabled(JULIET, false);
        assertThat(accounts.disabled(JULIET)).isFalse();
    }

    /** Neither another password nor another right lets it in. */
    @Test
    void itStaysDisabledWhateverElseIsChanged() {
        accounts.create(JULIET, "R0m30");
        accounts.disabled(JULIET, true);

        accounts.password(JULIET, "M0nt4gu3");
        accounts.admin(JULIET, true);

        assertThat(accounts.disabled(JULIET)).isTrue();
    }

    @Test
    void anIncarnationIsTheAccountsOwn() {
        assertThat(accounts.incarnation(JULIET)).isZero();
        accounts.create(JULIET, "R0m30");
        long first = accounts.incarnation(JULIET);

        accounts.remove(JULIET);
        assertThat(accounts.incarnation(JULIET)).as("for a farewell").isEqualTo(first);
        accounts.create(JULIET, "R0m30");

        assertThat(first).isNotZero();
        assertThat(accounts.incarnation(JULIET)).isNotZero().isNotEqualTo(first);
        assertThat(accounts.incarnation(BareJid.parse("juliet@elsewhere.example"))).isZero();
    }

    @Test
    void aRemovedAccountIsGoneWithAllItStored() {
        Items<String> notes = storage.items(NOTES);
        accounts.create(JULIET, "R0m30");
        accounts.create(ROMEO, "Jul13t");
        notes.put(JULIET, "a", "hers");
        notes.put(ROMEO, "a", "his");

        accounts.remove(JULIET);

        assertThat(accounts.exists(JULIET)).isFalse();
        assertThat(accounts.verify(JULIET, "R0m30")).isFalse();
        assertThat(notes.all(JULIET)).isEmpty();
        assertThat(notes.all(ROMEO)).hasSize(1);
        assertThat(accounts.exists(ROMEO)).isTrue();
        accounts.create(JULIET, "again");
        assertThat(accounts.verify(JULIET, "again")).isTrue();
    }

    @Test
    void listenersHearWhatHappensInOrder() {
        Items<String> notes = storage.items(NOTES);
        Heard heard = new Heard(account -> notes.count(account) > 0);
        accounts.bindListener(heard);

        accounts.create(JULIET, "R0m30");
        notes.put(JULIET, "a", "hers");
        accounts.password(JULIET, "M0nt4gu3");
        accounts.disabled(JULIET, true);
        accounts.disabled(JULIET, false);
        accounts.remove(JULIET);
        refused(Reason.UNKNOWN, () -> accounts.remove(JULIET));

        assertThat(heard.all())
                .containsExactly(
                        "created juliet@stoa.example",
                        "password juliet@stoa.example with data",
                        "disabled juliet@stoa.example with data",
                        "removing juliet@stoa.example with data",
                        "removed juliet@stoa.example");
        accounts.unbindListener(heard);
        accounts.create(JULIET, "R0m30");
        assertThat(heard.all()).hasSize(5);
    }

    @Test
    void accountsAreListedInPages() {
        accounts.create(ROMEO, "Jul13t");
        accounts.create(JULIET, "R0m30");
        accounts.create(BareJid.parse("nurse@other.example"), "4ng3l1c4");
        // a secret of the domain itself is no account
        accounts.verify(BareJid.parse("nobody@stoa.example"), "x");

        assertThat(accounts.list("stoa.example", "", 10)).containsExactly(JULIET, ROMEO);
        assertThat(accounts.list("stoa.example", "juliet", 10)).containsExactly(ROMEO);
        assertThat(accounts.list("stoa.example", "", 0)).containsExactly(JULIET);
        assertThat(accounts.list("other.example", "", Integer.MAX_VALUE)).hasSize(1);
    }

    @Test
    void whetherAnAccountExistsIsReadOnce() {
        accounts.exists(JULIET);
        accounts.exists(ROMEO);
        int before = storage.reads();

        for (int i = 0; i < 10; i++) {
            assertThat(accounts.exists(JULIET)).isFalse();
            assertThat(accounts.admin(ROMEO)).isFalse();
        }

        assertThat(storage.reads()).isEqualTo(before);
    }

    @Test
    void onlySoMuchIsRemembered() {
        InternalAccounts forgetful = accounts(Set.of(ScramHash.SHA_1), 2);
        forgetful.exists(JULIET);
        IntStream.range(0, 5)
                .forEach(i -> forgetful.exists(BareJid.parse("nobody" + i + "@stoa.example")));
        int before = storage.reads();

        forgetful.exists(JULIET);

        assertThat(storage.reads()).isEqualTo(before + 1);
    }

    @Test
    void loginsReadTheStorageWhetherTheAccountIsKnownOrNot() {
        accounts.create(JULIET, "R0m30");
        accounts.verifier(ROMEO, ScramHash.SHA_256);
        int before = storage.reads();

        accounts.verifier(JULIET, ScramHash.SHA_256);
        int afterKnown = storage.reads();
        accounts.verifier(ROMEO, ScramHash.SHA_256);

        assertThat(afterKnown - before).isEqualTo(1);
        assertThat(storage.reads() - afterKnown).isEqualTo(1);
    }

    @Test
    void oneOfManyCreatesAnAccount() throws InterruptedException, ExecutionException {
        int created = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> result :
                    threads.invokeAll(
                            IntStream.range(0, 8)
                                    .mapToObj(i -> new Creation(accounts, JULIET, "password " + i))
                                    .toList())) {
                created += result.get() ? 1 : 0;
            }
        }

        assertThat(created).isOne();
    }

    private InternalAccounts accounts(Set<ScramHash> hashes, int remembered) {
        return new InternalAccounts(
                storage,
                new ServesOnly("stoa.example", "other.example"),
                new Policy(hashes, 4096),
                remembered);
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(call)
                .matches(exception -> exception.reason() == reason);
    }
}
