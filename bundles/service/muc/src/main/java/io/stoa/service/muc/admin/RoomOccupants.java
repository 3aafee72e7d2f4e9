package io.stoa.service.muc.admin;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.jid.BareJid;
import io.stoa.muc.Role;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;

/** {@code stoa room occupants ROOM}: who is in a room. Thread-safe. */
@Component(configurationPolicy = IGNORE)
public final class RoomOccupants implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "room occupants",
                    "List who is in a room.",
                    "Example: stoa room occupants balcony@conference.example.org",
                    List.of(Desk.ROOM),
                    true);

    private final Desk desk;

    /** Takes the desk. */
    @Activate
    public RoomOccupants(@Reference(policyOption = GREEDY) Desk desk) {
        this.desk = desk;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        desk.listing(form);
        BareJid room = desk.address(form);
        List<List<String>> rows = new ArrayList<>();
        for (Role role : List.of(Role.MODERATOR, Role.PARTICIPANT, Role.VISITOR)) {
            for (Element item : desk.items(room, "role", role.wire())) {
                rows.add(
                        List.of(
                                item.attribute("nick"),
                                role.wire(),
                                item.attribute("affiliation"),
                                item.attribute("jid")));
            }
        }
        return Report.table(List.of("nickname", "role", "affiliation", "session"), rows);
    }
}
