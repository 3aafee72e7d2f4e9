package io.stoa.service.muc.admin;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.jid.BareJid;
import io.stoa.service.muc.store.Listing;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;

/** {@code stoa room list}: the rooms, hidden ones among them. Thread-safe. */
@Component(configurationPolicy = IGNORE)
public final class RoomList implements AdminCommand {

    private static final int MOST = 10_000;

    private static final Spec SPEC =
            new Spec(
                    "room list",
                    "List the rooms, hidden ones among them.",
                    "Example: stoa room list --json",
                    List.of(
                            new Field(
                                    "domain",
                                    "only the rooms of this domain, such as conference.example.org",
                                    Field.Kind.TEXT,
                                    false)),
                    true);

    private final Desk desk;

    /** Takes the desk. */
    @Activate
    public RoomList(@Reference(policyOption = GREEDY) Desk desk) {
        this.desk = desk;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        String only = form.text("domain");
        List<List<String>> rows = new ArrayList<>();
        for (String service : desk.services()) {
            if (only.isEmpty() || only.equals(service)) {
                desk.house()
                        .store()
                        .directory()
                        .of(service)
                        .forEach((local, listing) -> rows.add(row(local, service, listing)));
            }
        }
        List<List<String>> shown = rows.size() > MOST ? rows.subList(0, MOST) : rows;
        return Report.table(
                List.of("room", "occupants", "name", "public", "persistent", "creator"), shown);
    }

    private List<String> row(String local, String service, Listing listing) {
        BareJid room = BareJid.of(local, service);
        return List.of(
                room.toString(),
                Integer.toString(desk.occupants(room)),
                listing.name(),
                Boolean.toString(listing.listed()),
                Boolean.toString(listing.persistent()),
                listing.creator().toString());
    }
}
