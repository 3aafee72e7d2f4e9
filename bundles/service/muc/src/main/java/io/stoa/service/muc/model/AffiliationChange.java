package io.stoa.service.muc.model;

import static io.stoa.muc.Affiliation.ADMIN;
import static io.stoa.muc.Affiliation.MEMBER;
import static io.stoa.muc.Affiliation.NONE;
import static io.stoa.muc.Affiliation.OUTCAST;
import static io.stoa.muc.Affiliation.OWNER;

import io.stoa.muc.Affiliation;
import io.stoa.stanza.Condition;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may change whose affiliation to what (XEP-0045 §5.2.2, §9.1–9.5, §10.3–10.8), as a table: the
 * first row that fits decides. Stateless.
 */
public final class AffiliationChange {

    private static final Set<Affiliation> BELOW_ADMIN = EnumSet.of(OUTCAST, NONE, MEMBER);
    private static final Set<Affiliation> ALL = EnumSet.allOf(Affiliation.class);

    /**
     * A row.
     *
     * @param from what the affiliation is
     * @param to what it shall be
     * @param least what the actor's must be at least
     * @param otherwise what an admin is told whose own is not enough
     */
    private record Row(
            Set<Affiliation> from, Set<Affiliation> to, Affiliation least, Condition otherwise) {}

    private static final List<Row> ROWS =
            List.of(
                    new Row(BELOW_ADMIN, BELOW_ADMIN, ADMIN, Condition.FORBIDDEN),
                    // §9.1: an admin cannot ban an owner, nor another admin (§5.2.2)
                    new Row(ALL, EnumSet.of(OUTCAST), OWNER, Condition.NOT_ALLOWED),
                    // §10.5, §10.8: only owners modify the lists of owners and of admins
                    new Row(ALL, ALL, OWNER, Condition.FORBIDDEN));

    private AffiliationChange() {}

    /**
     * Says why a change is not allowed.
     *
     * @param actor the affiliation of who asks
     * @param now the affiliation as it is
     * @param wanted as it shall be
     * @param self whether it is the actor's own
     * @param onlyOwner whether the account is the room's only owner
     * @return the error's condition; empty when it is allowed
     */
    public static Optional<Condition> refused(
            Affiliation actor,
            Affiliation now,
            Affiliation wanted,
            boolean self,
            boolean onlyOwner) {
        if (!actor.atLeast(ADMIN)) {
            return Optional.of(Condition.FORBIDDEN);
        }
        // §9.1: one cannot ban oneself; §10.4: every room has an owner
        if ((self && wanted == OUTCAST) || (onlyOwner && wanted != OWNER)) {
            boolean may = self || actor == OWNER;
            return Optional.of(may ? Condition.CONFLICT : Condition.NOT_ALLOWED);
        }
        return ROWS.stream()
                .filter(row -> row.from().contains(now) && row.to().contains(wanted))
                .findFirst()
                .filter(row -> !actor.atLeast(row.least()))
                // giving up one's own is no list's affair
                .filter(row -> !(self && wanted.compareTo(now) < 0))
                .map(Row::otherwise);
    }
}
