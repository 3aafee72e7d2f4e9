package io.stoa.service.muc.model;

import static io.stoa.muc.Affiliation.ADMIN;
import static io.stoa.muc.Affiliation.OUTCAST;
import static io.stoa.muc.Role.MODERATOR;
import static io.stoa.muc.Role.NONE;
import static io.stoa.muc.Role.PARTICIPANT;
import static io.stoa.muc.Role.VISITOR;

import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.stanza.Condition;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may change whose role to what (XEP-0045 §5.1.3, §8.2–8.6, §9.6–9.8), as a table: the first
 * row that fits decides. Stateless.
 */
public final class RoleChange {

    /** The roles of which a change takes away the right to moderate. */
    private static final Set<Role> LESS = EnumSet.of(NONE, VISITOR, PARTICIPANT);

    private static final Set<Role> ANY = EnumSet.of(VISITOR, PARTICIPANT, MODERATOR);

    /**
     * A row.
     *
     * @param from the roles of whom it is about
     * @param to the roles it shall have
     * @param role what the actor's role must be at least, else {@code forbidden}
     * @param affiliation what the actor's affiliation must be at least, else {@code forbidden}
     * @param spared from this affiliation on it is {@code not-allowed} whoever asks
     * @param higher whether it is allowed to whoever has a lower affiliation
     */
    private record Row(
            Set<Role> from,
            Set<Role> to,
            Role role,
            Affiliation affiliation,
            Optional<Affiliation> spared,
            boolean higher) {

        boolean fits(Role now, Role wanted) {
            return from.contains(now) && to.contains(wanted);
        }
    }

    private static final List<Row> ROWS =
            List.of(
                    // §5.1.3: a moderator is kicked by an admin or owner; §8.2: by none lower
                    row(EnumSet.of(MODERATOR), EnumSet.of(NONE), ADMIN, Optional.empty()),
                    row(ANY, EnumSet.of(NONE), OUTCAST, Optional.empty()),
                    // §9.7: not from an admin or owner, who would have it again on entering
                    row(EnumSet.of(MODERATOR), LESS, ADMIN, Optional.of(ADMIN)),
                    // §9.6
                    row(ANY, EnumSet.of(MODERATOR), ADMIN, Optional.empty()),
                    // §8.4: never from an admin or owner
                    row(EnumSet.of(PARTICIPANT), EnumSet.of(VISITOR), OUTCAST, Optional.of(ADMIN)),
                    // §8.3
                    new Row(
                            EnumSet.of(VISITOR),
                            EnumSet.of(PARTICIPANT),
                            MODERATOR,
                            OUTCAST,
                            Optional.empty(),
                            true));

    private RoleChange() {}

    private static Row row(
            Set<Role> from, Set<Role> to, Affiliation affiliation, Optional<Affiliation> spared) {
        return new Row(from, to, MODERATOR, affiliation, spared, false);
    }

    /**
     * Who is in question.
     *
     * @param affiliation the affiliation
     * @param role the role, {@link Role#NONE} for who is not in the room
     */
    public record Standing(Affiliation affiliation, Role role) {}

    /**
     * Says why a change is not allowed.
     *
     * @return the error's condition; empty when it is allowed
     */
    public static Optional<Condition> refused(Standing actor, Standing other, Role wanted) {
        if (other.role() == wanted) {
            return actor.role().atLeast(MODERATOR) || actor.affiliation().atLeast(ADMIN)
                    ? Optional.empty()
                    : Optional.of(Condition.FORBIDDEN);
        }
        return ROWS.stream()
                .filter(row -> row.fits(other.role(), wanted))
                .findFirst()
                .map(row -> refused(row, actor, other))
                .orElse(Optional.of(Condition.NOT_ALLOWED));
    }

    private static Optional<Condition> refused(Row row, Standing actor, Standing other) {
        // §8, §9: admins and owners may do it from outside of the room, too
        boolean moderates = actor.role().atLeast(row.role()) || actor.affiliation().atLeast(ADMIN);
        if (!moderates) {
            return Optional.of(Condition.FORBIDDEN);
        }
        boolean spared = row.spared().filter(other.affiliation()::atLeast).isPresent();
        boolean lower = !row.higher() && !actor.affiliation().atLeast(other.affiliation());
        if (spared || lower) {
            return Optional.of(Condition.NOT_ALLOWED);
        }
        return actor.affiliation().atLeast(row.affiliation())
                ? Optional.empty()
                : Optional.of(Condition.FORBIDDEN);
    }
}
