package io.stoa.service.muc.admin;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.jid.BareJid;
import io.stoa.service.muc.model.Fields;
import io.stoa.service.muc.room.Muc;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;
import io.stoa.stanza.IqSet;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa room create ROOM OWNER}: a persistent room with an owner. Thread-safe. */
@Component(configurationPolicy = IGNORE)
public final class RoomCreate implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "room create",
                    "Create a persistent room with an owner.",
                    "The owner configures it with a client, and need not enter it.\n"
                            + "Example: stoa room create balcony@conference.example.org"
                            + " juliet@example.org",
                    List.of(
                            Desk.ROOM,
                            new Field("owner", "whose room it is", Field.Kind.JID, true),
                            new Field("name", "its name for people", Field.Kind.TEXT, false)),
                    false);

    private final Desk desk;

    /** Takes the desk. */
    @Activate
    public RoomCreate(@Reference(policyOption = GREEDY) Desk desk) {
        this.desk = desk;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        BareJid room = desk.address(form);
        BareJid owner = form.jid("owner");
        if (desk.house().store().directory().find(room).isPresent()
                || desk.house().rooms().find(room).isPresent()) {
            throw new AdminException("there is a room " + room, true);
        }
        DataForm wanted =
                DataForm.of(FormType.SUBMIT, Muc.NS + "#roomconfig")
                        .with(FormField.of(FieldType.BOOLEAN, Fields.PERSISTENT, "1"));
        if (!form.text("name").isEmpty()) {
            wanted =
                    wanted.with(
                            FormField.of(FieldType.TEXT_SINGLE, Fields.NAME, form.text("name")));
        }
        Element query =
                Element.of(Muc.OWNER, "query", wanted.element()).with("owner", owner.toString());
        desk.ask(room, IqSet.of("", query));
        return Report.of("created " + room + " for " + owner, "stoa room info " + room);
    }
}
