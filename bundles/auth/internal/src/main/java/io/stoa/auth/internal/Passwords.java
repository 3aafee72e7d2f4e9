package io.stoa.auth.internal;

import com.ongres.saslprep.SASLprep;

import io.stoa.auth.AccountException;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Prepares passwords with SASLprep (RFC 4013), as SCRAM wants (RFC 5802 §5.1). Thread-safe. */
final class Passwords {

    /** As long as a part of an address may be (RFC 7622); more would be an attack on the CPU. */
    private static final int LONGEST = 1023;

    private final SASLprep saslprep = new SASLprep();

    /**
     * Prepares a password that shall be kept.
     *
     * @throws AccountException when it is empty, too long or has prohibited characters
     */
    String stored(String password) {
        String prepared = prepare(saslprep::prepareStored, password);
        if (prepared.isEmpty()) {
            throw refused("is empty");
        }
        if (bytes(prepared) > LONGEST) {
            throw refused("is longer than " + LONGEST + " bytes");
        }
        return prepared;
    }

    /** Prepares a password that somebody claims to know; empty when it can be nobody's. */
    Optional<String> claimed(String password) {
        try {
            String prepared = prepare(saslprep::prepareQuery, password);
            return prepared.isEmpty() || bytes(prepared) > LONGEST
                    ? Optional.empty()
                    : Optional.of(prepared);
        } catch (AccountException e) {
            return Optional.empty();
        }
    }

    private static String prepare(UnaryOperator<String> rules, String password) {
        try {
            return rules.apply(password);
        } catch (IllegalArgumentException e) {
            throw refused("has a character that passwords cannot have");
        } catch (ArrayIndexOutOfBoundsException e) {
            // so stringprep 2.2 ends when every character is mapped to nothing (RFC 4013 §2.1)
            return "";
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static AccountException refused(String why) {
        return new AccountException(AccountException.Reason.PASSWORD, "The password " + why + ".");
    }
}
