package io.stoa.service.gatewayirc.room;

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
 * @param account the account of the network to which it has logged in, "" when none is known
 */
public record Member(String nick, String mask, String ranks, boolean away, String account) {

    static final String SIGNS = "~&@%+";
    static final String MODES = "qaohv";
    private static final String AWAY = "away";
    private static final int ACCOUNT = 4;

    /** Somebody of whom nothing but the names is known. */
    public static Member of(String nick, String mask) {
        return new Member(nick, mask, "", false, "");
    }

    /** Reads an entry of NAMES, also with all signs (IRCv3 multi-prefix). */
    static Member named(String entry) {
        int i = 0;
        while (i < entry.length() && SIGNS.indexOf(entry.charAt(i)) >= 0) {
            i++;
        }
        String nick = Words.plain(entry.substring(i));
        return of(nick, nick + "!*@*").ranked(entry.substring(0, i));
    }

    /** Reads what {@link #state} has written, or an earlier version without accounts. */
    static Member of(List<?> state) {
        return new Member(
                (String) state.get(0),
                (String) state.get(1),
                (String) state.get(2),
                state.get(3).equals(AWAY),
                state.size() > ACCOUNT ? (String) state.get(ACCOUNT) : "");
    }

    /** As it is handed over. */
    List<String> state() {
        return List.of(nick, mask, ranks, away ? AWAY : "", account);
    }

    Member ranked(String now) {
        return new Member(nick, mask, now, away, account);
    }

    Member with(char sign, boolean given) {
        String others = ranks.replace(String.valueOf(sign), "");
        return ranked(given ? others + sign : others);
    }

    Member called(String other) {
        int end = mask.indexOf('!');
        String then = other + (end < 0 ? "!*@*" : mask.substring(end));
        return new Member(other, then, ranks, away, account);
    }

    public Member away(boolean now) {
        return new Member(nick, mask, ranks, now, account);
    }

    public Member in(String now) {
        return new Member(nick, mask, ranks, away, now);
    }

    private boolean has(String sign) {
        return ranks.contains(sign);
    }

    /**
     * Who has logged in to the network is a member at least: it is these whom a channel that is for
     * members only lets in, as others are told {@code registration-required} (477).
     */
    Affiliation affiliation() {
        if (has("~")) {
            return Affiliation.OWNER;
        }
        if (has("&") || has("@")) {
            return Affiliation.ADMIN;
        }
        return has("%") || has("+") || !account.isEmpty() ? Affiliation.MEMBER : Affiliation.NONE;
    }

    public Role role() {
        return has("~") || has("&") || has("@") || has("%") ? Role.MODERATOR : Role.PARTICIPANT;
    }
}
