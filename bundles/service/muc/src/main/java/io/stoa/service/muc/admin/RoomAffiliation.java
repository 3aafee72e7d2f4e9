package io.stoa.service.muc.admin;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.jid.BareJid;
import io.stoa.muc.Affiliation;
import io.stoa.service.muc.room.Muc;
import io.stoa.stanza.IqSet;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa room affiliation ROOM JID AFFILIATION}: who is what of a room. Thread-safe. */
@Component(configurationPolicy = IGNORE)
public final class RoomAffiliation implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "room affiliation",
                    "Make an account owner, admin, member, none or outcast of a room.",
                    "Who is in the room sees it at once. A room's only owner stays.\n"
                            + "Example: stoa room affiliation balcony@conference.example.org"
                            + " romeo@example.org outcast",
                    List.of(
                            Desk.ROOM,
                            new Field("jid", "the account", Field.Kind.JID, true),
                            new Field(
                                    "affiliation",
                                    "owner, admin, member, none or outcast",
                                    Field.Kind.TEXT,
                                    true)),
                    false);

    private final Desk desk;

    /** Takes the desk. */
    @Activate
    public RoomAffiliation(@Reference(policyOption = GREEDY) Desk desk) {
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
        BareJid account = form.jid("jid");
        Affiliation affiliation =
                Affiliation.of(form.text("affiliation"))
                        .orElseThrow(
                                () ->
                                        new AdminException(
                                                "an affiliation is owner, admin, member, none or"
                                                        + " outcast, not “"
                                                        + form.text("affiliation")
                                                        + "”"));
        Element item =
                Element.of(Muc.ADMIN, "item")
                        .with("jid", account.toString())
                        .with("affiliation", affiliation.wire());
        desk.ask(room, IqSet.of("", Element.of(Muc.ADMIN, "query", item)));
        return Report.of(account + " is " + affiliation.wire() + " of " + room);
    }
}
