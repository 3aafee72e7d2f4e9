package io.stoa.service.muc.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.service.muc.model.RoleChange.Standing;
import io.stoa.stanza.Condition;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of XEP-0045 §5, as they stand there. */
class PrivilegesTest {

    @Test
    void everyRoleHasThePrivilegesOfTheTable() {
        List<List<String>> rows = Table.read("privileges.txt");
        assertThat(rows).hasSize(Privilege.values().length);
        for (List<String> row : rows) {
            Privilege privilege = Privilege.valueOf(row.getFirst());
            List<String> cells = row.subList(1, row.size());
            assertThat(cells)
                    .as(privilege.name())
                    .isEqualTo(Stream.of(Role.values()).map(it -> yes(privilege.of(it))).toList());
        }
    }

    @Test
    void everyAffiliationHasThePowersOfTheTable() {
        List<List<String>> rows = Table.read("powers.txt");
        assertThat(rows).hasSize(Power.values().length);
        for (List<String> row : rows) {
            Power power = Power.valueOf(row.getFirst());
            List<String> cells = row.subList(1, row.size());
            assertThat(cells)
                    .as(power.name())
                    .isEqualTo(
                            Stream.of(Affiliation.values()).map(it -> yes(power.of(it))).toList());
        }
    }

    private static String yes(boolean it) {
        return it ? "yes" : "no";
    }

    @Test
    void rolesChangeByTheTable() {
        List<List<String>> rows = Table.read("role-changes.txt");
        List<Standing> present = new ArrayList<>();
        // an outcast is not in the room
        for (Affiliation affiliation : EnumSet.range(Affiliation.NONE, Affiliation.OWNER)) {
            for (Role role : EnumSet.range(Role.VISITOR, Role.MODERATOR)) {
                present.add(new Standing(affiliation, role));
            }
        }
        List<Standing> actors = new ArrayList<>(present);
        for (Affiliation affiliation : Affiliation.values()) {
            actors.add(new Standing(affiliation, Role.NONE));
        }
        for (Standing who : actors) {
            for (Standing whom : present) {
                for (Role wanted : Role.values()) {
                    assertThat(answer(RoleChange.refused(who, whom, wanted)))
                            .as(who + " makes " + whom + " " + wanted)
                            .isEqualTo(expected(rows, who, whom, wanted));
                }
            }
        }
    }

    private static String expected(
            List<List<String>> rows, Standing who, Standing whom, Role wanted) {
        return rows.stream()
                .filter(
                        row ->
                                Table.fits(Affiliation.class, row.get(0), who.affiliation())
                                        && Table.fits(Role.class, row.get(1), who.role())
                                        && Table.fits(
                                                Affiliation.class, row.get(2), whom.affiliation())
                                        && Table.fits(Role.class, row.get(3), whom.role())
                                        && Table.fits(Role.class, row.get(4), wanted))
                .findFirst()
                .map(row -> row.get(5))
                .orElseThrow();
    }

    @Test
    void affiliationsChangeByTheTable() {
        List<List<String>> rows = Table.read("affiliation-changes.txt");
        for (Affiliation actor : Affiliation.values()) {
            for (Affiliation now : Affiliation.values()) {
                for (Affiliation wanted : Affiliation.values()) {
                    for (Which which : Which.values()) {
                        if (which.possible(actor, now)) {
                            assertThat(
                                            answer(
                                                    AffiliationChange.refused(
                                                            actor,
                                                            now,
                                                            wanted,
                                                            which.self,
                                                            which.only)))
                                    .as(actor + " makes " + now + " " + wanted + ", " + which)
                                    .isEqualTo(expected(rows, actor, now, wanted, which));
                        }
                    }
                }
            }
        }
    }

    private static String expected(
            List<List<String>> rows,
            Affiliation actor,
            Affiliation now,
            Affiliation wanted,
            Which which) {
        return rows.stream()
                .filter(
                        row ->
                                Table.fits(Affiliation.class, row.get(0), actor)
                                        && Table.fits(Affiliation.class, row.get(1), now)
                                        && Table.fits(Affiliation.class, row.get(2), wanted)
                                        && which.fits(row.get(3)))
                .findFirst()
                .map(row -> row.get(4))
                .orElseThrow();
    }

    private static String answer(Optional<Condition> refused) {
        return refused.map(Condition::element).orElse("ok");
    }

    /** Whose affiliation it is. */
    private enum Which {
        OTHER(false, false),
        SELF(true, false),
        ONLY(false, true),
        ONLY_SELF(true, true);

        private final boolean self;
        private final boolean only;

        Which(boolean self, boolean only) {
            this.self = self;
            this.only = only;
        }

        /** One's own is what one has; of another, who is the only owner, one is none. */
        boolean possible(Affiliation actor, Affiliation now) {
            return (!self || actor == now)
                    && (!only || now == Affiliation.OWNER)
                    && (self || !only || actor != Affiliation.OWNER);
        }

        boolean fits(String pattern) {
            String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
            return pattern.equals("*") || List.of(pattern.split("\\|", -1)).contains(name);
        }
    }
}
