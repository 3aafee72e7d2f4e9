package io.stoa.service.muc.store;

import io.stoa.jid.BareJid;
import io.stoa.service.muc.model.Fields;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Settings;

/**
 * What the directory of a service knows of a room: enough to list it and to search for it without
 * reading it. Immutable.
 *
 * @param name the name for people, or ""
 * @param creator who has created it
 * @param listed whether everybody may see that it is there
 * @param persistent whether it stays when nobody is in it
 * @param description what it is for, or ""
 * @param language the language that is spoken there, or ""
 * @param open whether one may enter without password or membership
 * @param nonAnonymous whether all occupants see real addresses
 */
public record Listing(
        String name,
        BareJid creator,
        boolean listed,
        boolean persistent,
        String description,
        String language,
        boolean open,
        boolean nonAnonymous) {

    static Listing of(LiveRoom room) {
        Settings settings = room.settings();
        return new Listing(
                settings.name(),
                room.creator(),
                settings.listed(),
                settings.persistent(),
                settings.description(),
                settings.one(Fields.LANG),
                !settings.membersOnly() && settings.password().isEmpty(),
                settings.nonAnonymous());
    }
}
