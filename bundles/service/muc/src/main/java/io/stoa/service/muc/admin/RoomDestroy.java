package io.stoa.service.muc.admin;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.jid.BareJid;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.store.Listing;
import io.stoa.stanza.IqSet;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Optional;

/** {@code stoa room destroy ROOM}: ends a room for good (XEP-0045 §10.9). Thread-safe. */
@Component(configurationPolicy = IGNORE)
public final class RoomDestroy implements AdminCommand {

    private static final Spec SPEC =
            Spec.asking(
                    "room destroy",
                    "End a room for good.",
                    "Who is in it is removed and told the reason; whatever is kept for the room is"
                            + " erased.\n"
                            + "Example: stoa room destroy balcony@conference.example.org --yes",
                    List.of(
                            Desk.ROOM,
                            new Field(
                                    "reason",
                                    "what its occupants are told",
                                    Field.Kind.TEXT,
                                    false)));

    private final Desk desk;

    /** Takes the desk. */
    @Activate
    public RoomDestroy(@Reference(policyOption = GREEDY) Desk desk) {
        this.desk = desk;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Optional<Report> plan(Form form) {
        Listing listing = desk.listing(form);
        BareJid room = desk.address(form);
        return Optional.of(
                Report.of(
                        "This ends "
                                + room
                                + ", created by "
                                + listing.creator()
                                + ", with "
                                + desk.occupants(room)
                                + " occupant(s) now, and erases what is kept for it."));
    }

    @Override
    public Report run(Form form) {
        desk.listing(form);
        BareJid room = desk.address(form);
        Element destroy = Element.of(Muc.OWNER, "destroy");
        String reason = form.text("reason");
        if (!reason.isEmpty()) {
            destroy = destroy.with(Element.of(Muc.OWNER, "reason", new Text(reason)));
        }
        desk.ask(room, IqSet.of("", Element.of(Muc.OWNER, "query", destroy)));
        return Report.of("destroyed " + room);
    }
}
