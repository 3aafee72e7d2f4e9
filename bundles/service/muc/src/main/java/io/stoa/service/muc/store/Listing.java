package io.stoa.service.muc.store;

import io.stoa.jid.BareJid;

/**
 * What the directory of a service knows of a room. Immutable.
 *
 * @param name the name for people, or ""
 * @param creator who has created it
 * @param listed whether everybody may see that it is there
 * @param persistent whether it stays when nobody is in it
 */
public record Listing(String name, BareJid creator, boolean listed, boolean persistent) {}
