package io.stoa.service.mucmam.admin;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.jid.BareJid;
import io.stoa.service.mucmam.RoomRules;
import io.stoa.storage.Log;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** {@code stoa room archive show ROOM}: how long an archive is and is kept. Thread-safe. */
@Component
public final class RoomArchiveShow implements AdminCommand {

    private static final int COUNTED = 100_000;
    private static final Spec SPEC =
            new Spec(
                    "room archive show",
                    "Show how many messages a room's archive has and how long they are kept.",
                    "Example: stoa room archive show balcony@conference.example.org",
                    List.of(RoomDesk.ROOM),
                    true);

    private final RoomDesk desk;
    private final RoomRules rules;

    /** Takes the desk. */
    @Activate
    public RoomArchiveShow(
            @Reference(policyOption = GREEDY) RoomDesk desk,
            @Reference(policyOption = GREEDY) RoomRules rules) {
        this.desk = desk;
        this.rules = rules;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        BareJid room = desk.room(form);
        int count = desk.archive().count(room, Log.Query.first(COUNTED + 1));
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("messages", count > COUNTED ? "more than " + COUNTED : Integer.toString(count));
        desk.period(room, facts);
        facts.put("archives", rules.archives(room, desk.rooms()) ? "yes" : "no");
        facts.put("kept", rules.kept(room, desk.rooms()));
        return Report.facts("", facts);
    }
}
