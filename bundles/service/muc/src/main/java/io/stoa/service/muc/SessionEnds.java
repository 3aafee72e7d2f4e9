package io.stoa.service.muc;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.StanzaBus;
import io.stoa.jid.FullJid;
import io.stoa.service.muc.live.Occupancies;
import io.stoa.service.muc.live.RoomTable;
import io.stoa.service.muc.live.Taken;
import io.stoa.session.SessionEvent;
import io.stoa.session.SessionListener;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets who has lost its session leave its rooms (XEP-0045 §7.14). Thread-safe. */
@Component(configurationPolicy = IGNORE)
public final class SessionEnds implements SessionListener {

    private final StanzaBus bus;
    private final RoomTable rooms;

    /** Takes the way to the rooms. */
    @Activate
    public SessionEnds(
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) RoomTable rooms) {
        this.bus = bus;
        this.rooms = rooms;
    }

    @Override
    public void on(SessionEvent event) {
        if (!(event instanceof SessionEvent.Closed closed)) {
            return;
        }
        FullJid session = closed.session().address();
        for (Taken seat : Occupancies.of(closed.session())) {
            rooms.ended(seat);
            bus.send(Goodbye.to(seat.occupant().bare(), session.domain(), session));
        }
    }
}
