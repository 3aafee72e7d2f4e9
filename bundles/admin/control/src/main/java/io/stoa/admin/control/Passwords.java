package io.stoa.admin.control;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Makes passwords that can be read aloud: 20 letters and digits, none that look alike. */
final class Passwords {

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    private Passwords() {}

    /** Makes a password of 100 random bits. */
    static String random() {
        SecureRandom random = new SecureRandom();
        return random.ints(GROUPS, 0, GROUPS)
                .mapToObj(ignored -> group(random))
                .collect(Collectors.joining("-"));
    }

    private static String group(SecureRandom random) {
        return random.ints(GROUP, 0, LETTERS.length())
                .mapToObj(at -> String.valueOf(LETTERS.charAt(at)))
                .collect(Collectors.joining());
    }
}
