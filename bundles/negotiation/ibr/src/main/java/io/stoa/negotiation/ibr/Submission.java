package io.stoa.negotiation.ibr;

import io.stoa.xml.Element;

/**
 * What a client has filled in: the data form, which takes precedence, or the plain fields (XEP-0077
 * §4, §6).
 *
 * @param username the name, "" when absent
 * @param password the password, "" when absent
 */
record Submission(String username, String password) {

    static Submission from(Element query) {
        return query.child(Forms.DATA, "x")
                .map(form -> new Submission(value(form, "username"), value(form, "password")))
                .orElseGet(
                        () -> new Submission(field(query, "username"), field(query, "password")));
    }

    boolean complete() {
        return !username.isEmpty() && !password.isEmpty();
    }

    /** The password stays out of every log. */
    @Override
    public String toString() {
        return "Submission[" + username + "]";
    }

    private static String field(Element query, String name) {
        return query.child(Forms.REGISTER, name).map(Element::text).orElse("");
    }

    private static String value(Element form, String name) {
        return form.elements(Forms.DATA, "field")
                .filter(field -> field.attribute("var").equals(name))
                .findFirst()
                .flatMap(field -> field.child(Forms.DATA, "value"))
                .map(Element::text)
                .orElse("");
    }
}
