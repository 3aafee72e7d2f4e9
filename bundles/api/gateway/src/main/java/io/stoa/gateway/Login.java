package io.stoa.gateway;

import io.stoa.jid.BareJid;

import java.util.Map;

/**
 * Who logs in to a network, and how. Immutable.
 *
 * @param account the account of this server
 * @param answers what was answered at registration, by the names of the questions
 */
public record Login(BareJid account, Map<String, String> answers) {

    /** Copies the map. */
    public Login {
        answers = Map.copyOf(answers);
    }

    /** Returns an answer, "" when there is none. */
    public String answer(String name) {
        return answers.getOrDefault(name, "");
    }

    /** The answers are nobody's business. */
    @Override
    public String toString() {
        return account.toString();
    }
}
