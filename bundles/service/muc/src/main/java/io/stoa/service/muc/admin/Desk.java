package io.stoa.service.muc.admin;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.jid.BareJid;
import io.stoa.service.muc.MucService;
import io.stoa.service.muc.room.House;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.store.Listing;
import io.stoa.stanza.IqError;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqResult;
import io.stoa.stanza.StanzaError;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Duration;
import java.util.List;

/**
 * What the commands share. They change rooms as owners do, by requests that the server itself sends
 * to the room: so they wait for their turn in its lane like everybody. Thread-safe; may block.
 */
@Component(service = Desk.class, configurationPolicy = IGNORE)
public final class Desk {

    static final Field ROOM = new Field("room", "the room's address", Field.Kind.JID, true);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MucService service;

    /** Takes the service. */
    @Activate
    public Desk(@Reference(policyOption = GREEDY) MucService service) {
        this.service = service;
    }

    House house() {
        return service.house();
    }

    /** The services, in their order. */
    List<String> services() {
        return house().hosts().keySet().stream().sorted().toList();
    }

    /** Which room is meant, whether it is there or not. */
    BareJid address(Form form) {
        BareJid room = form.jid("room");
        if (room.local().isEmpty() || !house().hosts().containsKey(room.domain())) {
            throw new AdminException(
                    room + " is no room's address; rooms are at " + String.join(", ", services()));
        }
        return room;
    }

    /** Which room is meant, and what the directory knows of it. */
    Listing listing(Form form) {
        BareJid room = address(form);
        return house().store()
                .directory()
                .find(room)
                .orElseThrow(
                        () ->
                                new AdminException(
                                        "there is no room " + room + "; see: stoa room list"));
    }

    /** How many are in a room now. */
    int occupants(BareJid room) {
        return house().rooms().find(room).map(it -> it.seats().size()).orElse(0);
    }

    /** Asks a room to do something. */
    IqResult ask(BareJid room, IqRequest request) {
        try {
            IqResponse answer =
                    house().bus()
                            .request(
                                    request.withFrom(BareJid.ofDomain(house().host(room.domain())))
                                            .withTo(room),
                                    PATIENCE);
            return switch (answer) {
                case IqResult result -> result;
                case IqError error -> throw new AdminException(words(room, error.error()));
            };
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AdminException("interrupted while " + room + " was asked");
        }
    }

    private static String words(BareJid room, StanzaError error) {
        return room
                + " refuses: "
                + error.condition().element()
                + (error.text().isEmpty() ? "" : ", " + error.text());
    }

    /** The items of a list of roles or affiliations. */
    List<Element> items(BareJid room, String attribute, String value) {
        Element item = Element.of(Muc.ADMIN, "item").with(attribute, value);
        IqResult answer = ask(room, IqGet.of("", Element.of(Muc.ADMIN, "query", item)));
        return answer.payloads().stream()
                .flatMap(query -> query.elements(Muc.ADMIN, "item"))
                .toList();
    }
}
