package io.stoa.service.mucmam;

import io.stoa.jid.BareJid;
import io.stoa.muc.RoomDirectory;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What holds for a room's archive, for administrators. Thread-safe; blocks. */
@Component(service = RoomRules.class, configurationPid = "io.stoa.service.mucmam")
public final class RoomRules {

    /** The field of a room's configuration that says for how many days. */
    public static final String DAYS = ArchiveSettings.DAYS;

    private final ArchiveSettings settings;

    /** Takes the configuration. */
    @Activate
    public RoomRules(RoomMam.Config config) {
        this.settings = ArchiveSettings.of(config);
    }

    /** Tells whether a room is archived. */
    public boolean archives(BareJid room, RoomDirectory rooms) {
        return settings.archives(rooms.said(room, ArchiveSettings.ARCHIVES));
    }

    /** Says how long its messages are kept. */
    public String kept(BareJid room, RoomDirectory rooms) {
        return ArchiveSettings.text(settings.days(rooms.said(room, DAYS)));
    }
}
