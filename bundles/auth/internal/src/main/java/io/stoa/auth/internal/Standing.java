package io.stoa.auth.internal;

import java.security.SecureRandom;

/**
 * What an account is, its password apart. Immutable.
 *
 * @param admin whether it may administer the server
 * @param disabled whether it may not log in
 * @param incarnation tells it from those that had its name before and will have it later; 0 for
 *     accounts that were made before there was such a number
 */
record Standing(boolean admin, boolean disabled, long incarnation) {

    /** Returns what a new account is. */
    static Standing fresh() {
        SecureRandom random = new SecureRandom();
        long incarnation = 0;
        while (incarnation == 0) {
            incarnation = random.nextLong();
        }
        return new Standing(false, false, incarnation);
    }

    Standing withAdmin(boolean other) {
        return new Standing(other, disabled, incarnation);
    }

    Standing withDisabled(boolean other) {
        return new Standing(admin, other, incarnation);
    }
}
