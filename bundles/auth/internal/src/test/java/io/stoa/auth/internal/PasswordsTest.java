package io.stoa.auth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stoa.auth.AccountException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordsTest {

    private final Passwords passwords = new Passwords();

    /** RFC 4013 §3, and some more. */
    @ParameterizedTest
    @CsvSource({
        "I\u00ADX, IX",
        "user, user",
        "USER, USER",
        "\u00AA, a",
        "\u2168, IX",
        "a\u00A0b, a b",
        "Ω雪, Ω雪"
    })
    void passwordsArePrepared(String password, String prepared) {
        assertThat(passwords.stored(password)).isEqualTo(prepared);
        assertThat(passwords.claimed(password)).contains(prepared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0007", "\u06271", "\u00AD", "\uFFFD"})
    void passwordsThatCannotBeAreRefused(String password) {
        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> passwords.stored(password))
                .matches(e -> e.reason() == AccountException.Reason.PASSWORD);
        assertThat(passwords.claimed(password)).isEmpty();
    }

    @Test
    void aPasswordHas1023BytesAtMost() {
        String longest = "é".repeat(511) + "e";

        assertThat(passwords.stored(longest)).isEqualTo(longest);
        assertThat(passwords.claimed(longest + "e")).isEmpty();
        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> passwords.stored(longest + "e"))
                .withMessageContaining("1023");
    }
}
