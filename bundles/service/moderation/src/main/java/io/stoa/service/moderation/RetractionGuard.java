package io.stoa.service.moderation;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Verdict;
import io.stoa.muc.Occupant;
import io.stoa.muc.OccupantIds;
import io.stoa.muc.Room;
import io.stoa.muc.RoomInfo;
import io.stoa.muc.RoomInterceptor;
import io.stoa.muc.RoomView;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.StanzaError;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Optional;

/**
 * Lets through only the retractions of those who have written what they retract (XEP-0424 §5), and
 * nobody who speaks for the moderators (XEP-0425 §5).
 */
@Component
public final class RetractionGuard implements RoomInterceptor, RoomInfo {

    /** Without it nobody can tell who has written what. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable OccupantIds ids;

    @Override
    public List<String> features(RoomView room) {
        return ids == null ? List.of() : List.of(Retraction.NS);
    }

    @Override
    public Verdict intercept(Message message, Optional<Occupant> sender, Room room) {
        Optional<Retraction> retraction = Retraction.in(message);
        if (sender.isEmpty() || retraction.isEmpty()) {
            return new Verdict.Pass(message);
        }
        return refused(retraction.get(), sender.get(), room)
                .<Verdict>map(Verdict.Refuse::new)
                .orElseGet(() -> new Verdict.Pass(message));
    }

    private Optional<StanzaError> refused(Retraction retraction, Occupant sender, Room room) {
        if (retraction.moderated()) {
            return refusal(Condition.FORBIDDEN, "what was moderated the room itself says");
        }
        OccupantIds known = ids;
        if (known == null) {
            return Optional.empty();
        }
        if (retraction.target().isEmpty()) {
            return Optional.of(StanzaError.of(Condition.BAD_REQUEST));
        }
        Optional<Message> original = room.said(retraction.target());
        if (original.isEmpty()) {
            return Optional.of(StanzaError.of(Condition.ITEM_NOT_FOUND));
        }
        if (!Retraction.wrote(known, room, sender, original.get())) {
            return refusal(Condition.FORBIDDEN, "only who has written a message may retract it");
        }
        return Retraction.retractable(original.get(), room.address())
                ? Optional.empty()
                : refusal(Condition.NOT_ALLOWED, "only what people say can be retracted");
    }

    private static Optional<StanzaError> refusal(Condition condition, String why) {
        return Optional.of(StanzaError.of(condition, why));
    }
}
