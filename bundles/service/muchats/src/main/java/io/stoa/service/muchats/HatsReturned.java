package io.stoa.service.muchats;

import io.stoa.jid.BareJid;
import io.stoa.muc.Room;
import io.stoa.muc.RoomListener;

import org.osgi.service.component.annotations.Component;

import java.util.List;

/** Takes the hats of accounts that are removed. Stateless. */
@Component
public final class HatsReturned implements RoomListener {

    @Override
    public void removed(BareJid account, Room room) {
        List<Hat> worn = Wardrobe.worn(room, account);
        worn.forEach(hat -> Wardrobe.take(room, account, hat.uri()));
        if (!worn.isEmpty()) {
            room.refresh(account);
        }
    }
}
