package io.stoa.service.muc.admin;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.jid.BareJid;
import io.stoa.muc.RoomDirectory;
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

/** The rooms, for other features. Thread-safe; may block. */
@Component(configurationPolicy = IGNORE)
public final class KnownRooms implements RoomDirectory {

    private final Desk desk;

    /** Takes the desk. */
    @Activate
    public KnownRooms(@Reference(policyOption = GREEDY) Desk desk) {
        this.desk = desk;
    }

    @Override
    public List<String> services() {
        return desk.services();
    }

    @Override
    public List<BareJid> rooms(String service, String after, int limit) {
        return desk.house().store().directory().of(service).tailMap(after, false).keySet().stream()
                .limit(limit)
                .map(local -> BareJid.of(local, service))
                .toList();
    }

    @Override
    public boolean exists(BareJid room) {
        return desk.house().hosts().containsKey(room.domain())
                && desk.house().store().directory().find(room).isPresent();
    }

    @Override
    public List<String> said(BareJid room, String field) {
        return desk.house().store().said(room, field);
    }

    @Override
    public void say(BareJid room, String field, String value) {
        DataForm form =
                DataForm.of(FormType.SUBMIT, Muc.NS + "#roomconfig")
                        .with(FormField.of(FieldType.TEXT_SINGLE, field, value));
        desk.ask(room, IqSet.of("", Element.of(Muc.OWNER, "query", form.element())));
    }
}
