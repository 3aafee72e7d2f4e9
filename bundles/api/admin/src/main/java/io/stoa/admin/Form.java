package io.stoa.admin;

import io.stoa.jid.BareJid;
import io.stoa.jid.JidException;

import java.util.Map;

/**
 * A filled form. Immutable.
 *
 * @param values the values by the fields' names; a flag that is set is {@code true}
 * @param actor who runs the command: an account's bare JID, or {@code local:NAME} for an OS user
 */
public record Form(Map<String, String> values, String actor) {

    /** Copies the map. */
    public Form {
        values = Map.copyOf(values);
    }

    /** Returns a text, "" when it was not given. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** Tells whether a flag is set. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /**
     * Returns a number.
     *
     * @param otherwise the number when none was given
     * @throws AdminException when it is not a whole number
     */
    public int number(String name, int otherwise) {
        String text = text(name);
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException wrong) {
            throw new AdminException("--" + name + " takes a whole number, not “" + text + "”");
        }
    }

    /**
     * Returns a bare JID.
     *
     * @throws AdminException when it is not one
     */
    public BareJid jid(String name) {
        try {
            return BareJid.parse(text(name));
        } catch (JidException wrong) {
            throw new AdminException(
                    "“"
                            + text(name)
                            + "” is not an address such as juliet@example.org: "
                            + wrong.getMessage());
        }
    }
}
