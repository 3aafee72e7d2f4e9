package io.stoa.service.mucmam.admin;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.jid.BareJid;
import io.stoa.service.mucmam.RoomRules;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa room archive keep ROOM [--days N]}: for how long messages are kept. Thread-safe. */
@Component
public final class RoomArchiveKeep implements AdminCommand {

    private static final int UNSAID = 0;
    private static final Spec SPEC =
            new Spec(
                    "room archive keep",
                    "Say for how many days the messages of a room are kept.",
                    "It is the setting that the room's owner sees, too. Without --days the room is"
                            + " again like the others. Never longer than days of"
                            + " io.stoa.service.mucmam says. Older messages go at the next purge."
                            + " Example: stoa room archive keep balcony@conference.example.org"
                            + " --days 30",
                    List.of(
                            RoomDesk.ROOM,
                            new Field("days", "so many days, from 1", Field.Kind.NUMBER, false)),
                    false);

    private final RoomDesk desk;
    private final RoomRules rules;

    /** Takes the desk. */
    @Activate
    public RoomArchiveKeep(
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
        int days = form.number("days", UNSAID);
        if (days < UNSAID || (days == UNSAID && !form.text("days").isEmpty())) {
            throw new AdminException("--days takes a number from 1");
        }
        desk.rooms().say(room, RoomRules.DAYS, days == UNSAID ? "" : Integer.toString(days));
        return Report.of("the messages of " + room + " are kept " + rules.kept(room, desk.rooms()));
    }
}
