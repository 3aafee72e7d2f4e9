package io.stoa.service.muc.admin;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.jid.BareJid;
import io.stoa.muc.Affiliation;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.store.Listing;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;
import io.stoa.stanza.IqGet;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** {@code stoa room info ROOM}: what a room is like, and whose it is. Thread-safe. */
@Component(configurationPolicy = IGNORE)
public final class RoomInfoCommand implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "room info",
                    "Show what a room is like, and whose it is.",
                    "Example: stoa room info balcony@conference.example.org",
                    List.of(Desk.ROOM),
                    true);

    private final Desk desk;

    /** Takes the desk. */
    @Activate
    public RoomInfoCommand(@Reference(policyOption = GREEDY) Desk desk) {
        this.desk = desk;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        Listing listing = desk.listing(form);
        BareJid room = desk.address(form);
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("room", room.toString());
        facts.put("creator", listing.creator().toString());
        facts.put("occupants", Integer.toString(desk.occupants(room)));
        for (Affiliation affiliation :
                List.of(
                        Affiliation.OWNER,
                        Affiliation.ADMIN,
                        Affiliation.MEMBER,
                        Affiliation.OUTCAST)) {
            facts.put(affiliation.wire() + "s", accounts(room, affiliation));
        }
        DataForm configuration =
                desk.ask(room, IqGet.of("", Element.of(Muc.OWNER, "query"))).payloads().stream()
                        .flatMap(query -> DataForm.in(query).stream())
                        .findFirst()
                        .orElseGet(() -> DataForm.of(FormType.FORM));
        for (FormField field : configuration.fields()) {
            if (shown(field)) {
                facts.put(field.name(), String.join(", ", field.values()));
            }
        }
        return Report.facts("", facts);
    }

    /** A password is for those who enter; the lists are above. */
    private static boolean shown(FormField field) {
        return switch (field.type()) {
            case HIDDEN, TEXT_PRIVATE, JID_MULTI, FIXED -> false;
            default -> true;
        };
    }

    private String accounts(BareJid room, Affiliation affiliation) {
        List<Element> items = desk.items(room, "affiliation", affiliation.wire());
        String first =
                items.stream()
                        .limit(20)
                        .map(it -> it.attribute("jid"))
                        .collect(Collectors.joining(", "));
        return items.size() > 20 ? first + " and " + (items.size() - 20) + " more" : first;
    }
}
