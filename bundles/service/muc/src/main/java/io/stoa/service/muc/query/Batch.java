package io.stoa.service.muc.query;

import io.stoa.jid.BareJid;
import io.stoa.muc.Affiliation;
import io.stoa.service.muc.model.Memberships;
import io.stoa.service.muc.model.Nicks;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqResponse;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The changes of one request, which are judged together: all of it is done or nothing (XEP-0045
 * §9.2), and what is right one by one may be wrong as a whole. Not thread-safe.
 */
final class Batch {

    private final Turn turn;
    private final Answering answer;
    private final Map<BareJid, Affiliation> wanted = new LinkedHashMap<>();
    private final Map<String, BareJid> nicks = new HashMap<>();

    Batch(Turn turn, IqResponse answer) {
        this.turn = turn;
        this.answer = new Answering(Optional.of(answer));
    }

    Turn turn() {
        return turn;
    }

    Answering answer() {
        return answer;
    }

    /** Notes what an affiliation shall be, before any is judged. */
    void wants(BareJid account, Affiliation affiliation) {
        wanted.put(account, affiliation);
    }

    /** §10.4: every room has an owner, also when all of it is done. */
    boolean losesOwner(BareJid account) {
        Memberships all = turn.room().memberships();
        return all.own(account).affiliation() == Affiliation.OWNER && !all.owned(wanted);
    }

    /** Refuses more affiliations than a room may have. */
    void count() {
        Memberships all = turn.room().memberships();
        int limit = turn.house().limits().affiliations();
        long fresh =
                wanted.entrySet().stream()
                        .filter(it -> it.getValue() != Affiliation.NONE)
                        .filter(it -> all.own(it.getKey()).blank())
                        .count();
        if (fresh > 0 && all.size() + fresh > limit) {
            throw Refusal.of(
                    Condition.RESOURCE_CONSTRAINT, "a room has at most " + limit + " affiliations");
        }
    }

    /** Reserves a nickname: it is one account's, in this request, too. */
    void reserve(String nick, BareJid account) {
        if (nick.isEmpty()) {
            return;
        }
        BareJid before = nicks.putIfAbsent(Nicks.key(nick), account);
        boolean taken =
                turn.room()
                        .memberships()
                        .reserved(nick)
                        .filter(it -> !it.equals(account))
                        .isPresent();
        if (taken || (before != null && !before.equals(account))) {
            throw Refusal.of(Condition.CONFLICT);
        }
    }
}
