package io.stoa.muc;

import io.stoa.jid.BareJid;

import org.osgi.annotation.versioning.ProviderType;

import java.util.stream.Stream;

/** A domain of rooms, as who answers for it sees it. Valid for the call it was given to. */
@ProviderType
public interface RoomService {

    /** Returns its address. */
    BareJid address();

    /** Returns the rooms that everybody may know of; not from the storage. */
    Stream<PublicRoom> listed();
}
