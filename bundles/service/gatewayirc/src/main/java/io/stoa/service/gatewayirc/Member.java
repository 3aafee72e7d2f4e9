package io.stoa.service.gatewayirc;

import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.service.gatewayirc.wire.Words;

import java.util.List;

/**
 * Somebody in a channel. Immutable.
 *
 * @param nick the nickname
 * @param mask {@code nick!user@host} as far as it was seen
 * @param ranks the signs of the ranks: {@code ~&@%+}
 * @param away whether it says that it is away
 */
record Member(String nick, String mask, String ranks, boolean away) {

    static final String SIGNS = "~&@%+";
    private static final String AWAY = "away";
    static final String MODES = "qaohv";

    /** Reads an entry of NAMES, also with all signs (IRCv3 multi-prefix). */
    static Member named(String entry) {
        int i = 0;
        while (i < entry.length() && SIGNS.indexOf(entry.charAt(i)) >= 0) {
            i++;
        }
        String nick = Words.plain(entry.substring(i));
        return new Member(nick, nick + "!*@*", entry.substring(0, i), false);
    }

    /** Reads what {@link #state} has written. */
    static Member of(List<?> state) {
        return new Member(
                (String) state.get(0),
                (String) state.get(1),
                (String) state.get(2),
                state.get(3).equals(AWAY));
    }

    /** As it is handed over. */
    List<String> state() {
        return List.of(nick, mask, ranks, away ? AWAY : "");
    }

    Member with(char sign, boolean given) {
        String others = ranks.replace(String.valueOf(sign), "");
        return new Member(nick, mask, given ? others + sign : others, away);
    }

    Member called(String other) {
        int end = mask.indexOf('!');
        return new Member(other, other + (end < 0 ? "!*@*" : mask.substring(end)), ranks, away);
    }

    Member away(boolean now) {
        return new Member(nick, mask, ranks, now);
    }

    private boolean has(String sign) {
        return ranks.contains(sign);
    }

    Affiliation affiliation() {
        if (has("~")) {
            return Affiliation.OWNER;
        }
        if (has("&") || has("@")) {
            return Affiliation.ADMIN;
        }
        return has("%") || has("+") ? Affiliation.MEMBER : Affiliation.NONE;
    }

    Role role() {
        return has("~") || has("&") || has("@") || has("%") ? Role.MODERATOR : Role.PARTICIPANT;
    }
}
