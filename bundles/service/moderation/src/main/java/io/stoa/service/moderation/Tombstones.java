package io.stoa.service.moderation;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Stage;
import io.stoa.bus.Verdict;
import io.stoa.muc.Occupant;
import io.stoa.muc.OccupantIds;
import io.stoa.muc.Room;
import io.stoa.muc.RoomInterceptor;
import io.stoa.stanza.Message;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Instant;
import java.util.Optional;

/**
 * Shows newcomers no more what its author has retracted (XEP-0424 §5). Comes behind archives: what
 * is not kept was not said.
 */
@Component(property = "service.ranking:Integer=-1000")
public final class Tombstones implements RoomInterceptor {

    /** Without it nobody can tell who has written what. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable OccupantIds ids;

    @Override
    public Stage stage() {
        return Stage.ARCHIVE;
    }

    @Override
    public Verdict intercept(Message message, Optional<Occupant> sender, Room room) {
        Retraction.in(message)
                .filter(it -> !it.moderated())
                .ifPresent(it -> sender.ifPresent(who -> retract(it, who, room)));
        return new Verdict.Pass(message);
    }

    /** Looks again who it is: the guard may be away in this moment. */
    private void retract(Retraction retraction, Occupant who, Room room) {
        OccupantIds known = ids;
        if (known == null) {
            return;
        }
        room.said(retraction.target())
                .filter(it -> Retraction.wrote(known, room, who, it))
                .filter(it -> Retraction.retractable(it, room.address()))
                .filter(it -> !Retraction.isTombstone(it))
                .ifPresent(
                        it ->
                                room.replace(
                                        retraction.target(),
                                        Optional.of(retraction.tombstone(it, Instant.now()))));
    }
}
