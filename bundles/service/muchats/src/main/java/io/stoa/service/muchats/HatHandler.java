package io.stoa.service.muchats;

import io.stoa.bus.Context;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Room;
import io.stoa.muc.RoomIqHandler;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FormType;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.util.List;
import java.util.Optional;

/**
 * Makes hats, hands them out and takes them back, by commands to the room (XEP-0317 §3.2–3.7). Who
 * knows what to fill in may do so at once. Thread-safe.
 *
 * <pre>{@code
 * C: <iq to='play@conference.stoa.example' id='h1' type='set'>
 *      <command xmlns='http://jabber.org/protocol/commands' action='execute'
 *               node='urn:xmpp:hats:commands:assign'/>
 *    </iq>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.service.muchats")
@Designate(ocd = HatHandler.Config.class)
public final class HatHandler implements RoomIqHandler {

    /** The configuration. */
    @ObjectClassDefinition(name = "Hats", description = "Limits on the hats of rooms (XEP-0317).")
    public @interface Config {

        /** The hats of a room. */
        @AttributeDefinition(description = "How many hats a room may have.")
        int hats() default 50;

        /** Who wears any. */
        @AttributeDefinition(description = "How many accounts may wear hats in a room.")
        int wearers() default 500;

        /** The hats of an account. */
        @AttributeDefinition(description = "How many hats an account may wear in a room.")
        int worn() default 10;
    }

    private static final String USER = "http://jabber.org/protocol/muc#user";

    private final Config config;

    /** Takes the limits. */
    @Activate
    public HatHandler(Config config) {
        this.config = config;
    }

    @Override
    public String namespace() {
        return HatReplies.NAMESPACE;
    }

    /** Other features may have commands of their own. */
    @Override
    public boolean takes(IqRequest request) {
        return HatCommand.of(request.payload().attribute("node")).isPresent();
    }

    @Override
    public IqResponse handle(IqRequest request, Room room, Context context) {
        Element asked = request.payload();
        Optional<HatCommand> command = HatCommand.of(asked.attribute("node"));
        if (!(request instanceof IqSet set)
                || !asked.is(HatReplies.NAMESPACE, "command")
                || command.isEmpty()) {
            return request.error(Condition.BAD_REQUEST);
        }
        Jid from = set.from().orElse(room.address());
        if (!command.get().may(from, room)) {
            return set.error(Condition.FORBIDDEN);
        }
        return set.result(
                switch (asked.attribute("action")) {
                    case "", "execute", "complete" -> run(command.get(), asked, room);
                    case "cancel" -> HatReplies.canceled(asked);
                    case "next", "prev" -> throw HatReplies.badAction("there is one form only");
                    default -> throw HatReplies.malformedAction();
                });
    }

    private Element run(HatCommand command, Element asked, Room room) {
        if (command == HatCommand.LIST) {
            return HatReplies.completed(asked, Optional.of(HatForms.hats(room)));
        }
        if (command == HatCommand.LIST_ASSIGNED) {
            return HatReplies.completed(asked, Optional.of(HatForms.assigned(room)));
        }
        Optional<DataForm> form = DataForm.in(asked);
        if (form.isEmpty()) {
            return HatReplies.asking(asked, HatForms.asking(command, room));
        }
        if (form.get().type() == FormType.CANCEL) {
            return HatReplies.canceled(asked);
        }
        HatForms.check(form.get());
        change(command, form.get(), room);
        return HatReplies.completed(asked, Optional.empty());
    }

    private void change(HatCommand command, DataForm form, Room room) {
        switch (command) {
            case CREATE -> create(HatForms.hat(form), room);
            case DESTROY -> destroy(existing(form, room), room);
            case ASSIGN -> assign(existing(form, room), HatForms.account(form), room);
            case UNASSIGN -> unassign(existing(form, room), HatForms.account(form), room);
            case LIST, LIST_ASSIGNED -> throw new IllegalStateException("it changes nothing");
        }
    }

    private static Hat existing(DataForm form, Room room) {
        return Wardrobe.find(room, HatForms.uri(form))
                .orElseThrow(
                        () -> HatReplies.refused(Condition.ITEM_NOT_FOUND, "there is no such hat"));
    }

    /** §3.2: one with an URI that there is, is changed. */
    private void create(Hat hat, Room room) {
        Optional<Hat> before = Wardrobe.find(room, hat.uri());
        if (before.isEmpty() && Wardrobe.hats(room).size() >= config.hats()) {
            throw HatReplies.refused(
                    Condition.RESOURCE_CONSTRAINT,
                    "a room may have " + config.hats() + " hats, not more");
        }
        if (before.filter(hat::equals).isPresent()) {
            return;
        }
        Wardrobe.put(room, hat);
        Wardrobe.wearers(room, hat.uri()).forEach(room::refresh);
        tell(room);
    }

    private static void destroy(Hat hat, Room room) {
        List<BareJid> wearers = Wardrobe.wearers(room, hat.uri());
        Wardrobe.remove(room, hat.uri());
        wearers.forEach(room::refresh);
        tell(room);
    }

    private void assign(Hat hat, BareJid account, Room room) {
        if (Wardrobe.worn(room, account).contains(hat)) {
            return;
        }
        List<BareJid> wearers = Wardrobe.wearers(room);
        if (!wearers.contains(account) && wearers.size() >= config.wearers()) {
            throw HatReplies.refused(
                    Condition.RESOURCE_CONSTRAINT,
                    config.wearers() + " may wear hats in a room, not more");
        }
        if (Wardrobe.worn(room, account).size() >= config.worn()) {
            throw HatReplies.refused(
                    Condition.RESOURCE_CONSTRAINT,
                    "one may wear " + config.worn() + " hats in a room, not more");
        }
        room.noted(account);
        Wardrobe.give(room, account, hat.uri());
        room.refresh(account);
    }

    private static void unassign(Hat hat, BareJid account, Room room) {
        if (!Wardrobe.worn(room, account).contains(hat)) {
            throw HatReplies.refused(Condition.ITEM_NOT_FOUND, account + " does not wear it");
        }
        Wardrobe.take(room, account, hat.uri());
        room.refresh(account);
    }

    /** §3.2: the list has changed. */
    private static void tell(Room room) {
        room.notifyAll(
                Message.of(
                        MessageType.GROUPCHAT,
                        List.of(
                                Element.of(
                                        USER,
                                        "x",
                                        Element.of(USER, "status").with("code", "104")))));
    }
}
