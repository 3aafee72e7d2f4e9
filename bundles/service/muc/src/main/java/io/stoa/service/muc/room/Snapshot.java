package io.stoa.service.muc.room;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Occupant;
import io.stoa.muc.RoomView;
import io.stoa.service.muc.model.Membership;
import io.stoa.service.muc.model.Memberships;
import io.stoa.service.muc.model.Nicks;
import io.stoa.service.muc.model.Settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A room as other features see it: as it is, within its lane, or as it was, which is thread-safe.
 */
public final class Snapshot implements RoomView {

    private final Turn turn;
    private final Settings settings;
    private final Function<Jid, Affiliation> affiliations;
    private final Optional<List<Occupant>> occupants;

    private Snapshot(
            Turn turn,
            Function<Jid, Affiliation> affiliations,
            Optional<List<Occupant>> occupants) {
        this.turn = turn;
        this.settings = turn.room().settings();
        this.affiliations = affiliations;
        this.occupants = occupants;
    }

    /** As it is. */
    public static Snapshot live(Turn turn) {
        return new Snapshot(turn, turn::affiliation, Optional.empty());
    }

    /** As it was when this was called. */
    public static Snapshot frozen(Turn turn) {
        Memberships copy = new Memberships();
        Map<BareJid, Membership> all =
                turn.room().memberships().list().stream()
                        .collect(
                                Collectors.toMap(
                                        Memberships.Entry::account, Memberships.Entry::membership));
        all.forEach(copy::put);
        return new Snapshot(turn, copy::affiliation, Optional.of(occupants(turn)));
    }

    private static List<Occupant> occupants(Turn turn) {
        return turn.room().seats().stream().map(turn::occupant).toList();
    }

    @Override
    public BareJid address() {
        return turn.room().address();
    }

    @Override
    public List<String> setting(String field) {
        return setting(turn, settings, field);
    }

    /** What the owner has said, or the default of whoever has made the field, if it is there. */
    public static List<String> setting(Turn turn, Settings settings, String field) {
        if (settings.values().containsKey(field) || settings.defaults().containsKey(field)) {
            return settings.all(field);
        }
        return turn.house().otherwise(turn.room().address().domain(), field);
    }

    @Override
    public Affiliation affiliation(Jid who) {
        return affiliations.apply(who);
    }

    @Override
    public List<Occupant> occupants() {
        return occupants.orElseGet(() -> occupants(turn));
    }

    @Override
    public Optional<Occupant> occupant(String nick) {
        return occupants.isPresent()
                ? find(it -> Nicks.key(it.nick()).equals(Nicks.key(nick)))
                : turn.room().seat(nick).map(turn::occupant);
    }

    @Override
    public Optional<Occupant> occupantOf(Jid session) {
        return occupants.isPresent()
                ? find(it -> it.sessions().stream().anyMatch(session::equals))
                : turn.room().seatOf(session).map(turn::occupant);
    }

    private Optional<Occupant> find(Predicate<Occupant> which) {
        return occupants().stream().filter(which).findFirst();
    }

    @Override
    public boolean nonAnonymous() {
        return settings.nonAnonymous();
    }
}
