package io.stoa.negotiation.ibr;

import io.stoa.xml.Element;
import io.stoa.xml.Text;

/** What the server shows (XEP-0077 §3.1, §4). Stateless. */
final class Forms {

    static final String REGISTER = "jabber:iq:register";

    /** XEP-0004. */
    static final String DATA = "jabber:x:data";

    private static final String INSTRUCTIONS = "Choose a username and a password.";

    private Forms() {}

    /** What a stranger has to fill in, as plain fields and as a data form. */
    static Element blank() {
        Element form =
                Element.of(
                                DATA,
                                "x",
                                Element.of(DATA, "title", new Text("Registration")),
                                Element.of(DATA, "instructions", new Text(INSTRUCTIONS)),
                                hidden("FORM_TYPE", REGISTER),
                                required("text-single", "Username", "username"),
                                required("text-private", "Password", "password"))
                        .with("type", "form");
        return Element.of(
                REGISTER,
                "query",
                Element.of(REGISTER, "instructions", new Text(INSTRUCTIONS)),
                Element.of(REGISTER, "username"),
                Element.of(REGISTER, "password"),
                form);
    }

    /** What is on file for an account; of the password nothing is. */
    static Element registered(String username) {
        return Element.of(
                REGISTER,
                "query",
                Element.of(REGISTER, "registered"),
                Element.of(REGISTER, "username", new Text(username)),
                Element.of(REGISTER, "password"));
    }

    private static Element hidden(String name, String value) {
        return Element.of(DATA, "field", Element.of(DATA, "value", new Text(value)))
                .with("type", "hidden")
                .with("var", name);
    }

    private static Element required(String type, String label, String name) {
        return Element.of(DATA, "field", Element.of(DATA, "required"))
                .with("type", type)
                .with("label", label)
                .with("var", name);
    }
}
