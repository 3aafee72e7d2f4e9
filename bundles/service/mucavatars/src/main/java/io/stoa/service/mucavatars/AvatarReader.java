package io.stoa.service.mucavatars;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.RoomQueryHandler;
import io.stoa.muc.RoomView;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shows a room's vCard to everybody who is not banned, in the room or not (XEP-0486 §2, §3.4).
 * Thread-safe.
 */
@Component
public final class AvatarReader implements RoomQueryHandler {

    private final Vcards vcards;

    /** Takes the store. */
    @Activate
    public AvatarReader(@Reference(policyOption = GREEDY) Vcards vcards) {
        this.vcards = vcards;
    }

    @Override
    public String namespace() {
        return Vcards.NAMESPACE;
    }

    @Override
    public IqResponse handle(IqRequest request, RoomView room, Context context) {
        if (!(request instanceof IqGet get) || !get.payload().is(Vcards.NAMESPACE, "vCard")) {
            return request.error(Condition.BAD_REQUEST);
        }
        Jid from = get.from().orElse(room.address());
        if (room.affiliation(from) == Affiliation.OUTCAST) {
            return get.error(Condition.FORBIDDEN);
        }
        return vcards.of(room.address())
                .<IqResponse>map(get::result)
                .orElseGet(() -> get.error(Condition.ITEM_NOT_FOUND));
    }
}
