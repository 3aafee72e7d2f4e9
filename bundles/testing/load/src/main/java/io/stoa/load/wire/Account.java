package io.stoa.load.wire;

/**
 * Who logs in.
 *
 * @param name the local part
 * @param password the password
 * @param resource the resource that is asked for
 */
public record Account(String name, String password, String resource) {

    /** Returns the account of a number, the same in every run. */
    public static Account number(int number) {
        return new Account("u" + number, "secret" + number, "load");
    }
}
