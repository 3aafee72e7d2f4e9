package io.stoa.muc;

import io.stoa.jid.BareJid;

/**
 * What everybody may know of a room that is listed. Immutable.
 *
 * @param address its address
 * @param name its name for people, or ""
 * @param description what it is for, or ""
 * @param language the language that is spoken there, or ""
 * @param occupants how many are in it, about now
 * @param open whether one may enter without password or membership
 * @param nonAnonymous whether all occupants see real addresses
 */
public record PublicRoom(
        BareJid address,
        String name,
        String description,
        String language,
        int occupants,
        boolean open,
        boolean nonAnonymous) {}
