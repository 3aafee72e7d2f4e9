package io.stoa.service.mucmam.admin;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.jid.BareJid;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** {@code stoa room archive clear ROOM}: removes all archived messages of a room. Thread-safe. */
@Component
public final class RoomArchiveClear implements AdminCommand {

    private static final Spec SPEC =
            Spec.asking(
                    "room archive clear",
                    "Remove all archived messages of a room.",
                    "Clients keep their copies, and the room what it shows to newcomers until it"
                            + " leaves memory. This cannot be undone. Example: stoa room archive"
                            + " clear balcony@conference.example.org --yes",
                    List.of(RoomDesk.ROOM));

    private final RoomDesk desk;

    /** Takes the desk. */
    @Activate
    public RoomArchiveClear(@Reference(policyOption = GREEDY) RoomDesk desk) {
        this.desk = desk;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Optional<Report> plan(Form form) {
        BareJid room = desk.room(form);
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("room", room.toString());
        desk.period(room, facts);
        return Optional.of(Report.facts("This removes all messages from first to last.", facts));
    }

    @Override
    public Report run(Form form) {
        BareJid room = desk.room(form);
        return Report.of("removed " + desk.archive().clear(room) + " messages of " + room);
    }
}
