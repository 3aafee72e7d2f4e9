package io.stoa.service.mucavatars;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Occupant;
import io.stoa.muc.Room;
import io.stoa.muc.RoomGreeting;
import io.stoa.muc.RoomInfo;
import io.stoa.muc.RoomIqHandler;
import io.stoa.muc.RoomView;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.util.List;

/**
 * Lets owners set the vCard of a room (XEP-0486 §3.2), and tells everybody of the picture in it
 * (§3.3). Its hash is kept with the room's configuration, so that discovery never waits for the
 * storage. Thread-safe.
 *
 * <pre>{@code
 * C: <iq to='garden@conference.stoa.example' id='a1' type='set'>
 *      <vCard xmlns='vcard-temp'><PHOTO><TYPE>image/png</TYPE><BINVAL>…</BINVAL></PHOTO></vCard>
 *    </iq>
 * S: <message from='garden@conference.stoa.example' type='groupchat'>
 *      <x xmlns='http://jabber.org/protocol/muc#user'><status code='104'/></x>
 *    </message>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.service.mucavatars")
@Designate(ocd = AvatarPublisher.Config.class)
public final class AvatarPublisher implements RoomIqHandler, RoomInfo, RoomGreeting {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Pictures of rooms",
            description = "The vCards of rooms (XEP-0486).")
    public @interface Config {

        /** The limit for each vCard. */
        @AttributeDefinition(
                description =
                        "How many bytes of XML a room's vCard may have, its picture included; a"
                                + " bigger one is refused with policy-violation.")
        int size() default 131072;

        /** Presence of the room. */
        @AttributeDefinition(
                description =
                        "Whether the room also tells of its picture by presence from its own"
                                + " address, as older clients expect.")
        boolean presence() default true;
    }

    private static final String HASH = "x-stoa-avatarhash";
    private static final String USER = "http://jabber.org/protocol/muc#user";

    private final Vcards vcards;
    private final Config config;

    /** Takes the store. */
    @Activate
    public AvatarPublisher(@Reference(policyOption = GREEDY) Vcards vcards, Config config) {
        this.vcards = vcards;
        this.config = config;
    }

    @Override
    public String namespace() {
        return Vcards.NAMESPACE;
    }

    /** What is asked for is {@link AvatarReader}'s: nobody in the room shall wait for it. */
    @Override
    public boolean takes(IqRequest request) {
        return request instanceof IqSet;
    }

    @Override
    public IqResponse handle(IqRequest request, Room room, Context context) {
        if (!(request instanceof IqSet set) || !set.payload().is(Vcards.NAMESPACE, "vCard")) {
            return request.error(Condition.BAD_REQUEST);
        }
        Jid from = set.from().orElse(room.address());
        if (room.affiliation(from) != Affiliation.OWNER) {
            return set.error(
                    StanzaError.of(Condition.FORBIDDEN, "Only owners are allowed to set avatars."));
        }
        Element vcard = set.payload();
        if (vcard.utf8().remaining() > config.size()) {
            return set.error(
                    StanzaError.of(
                            ErrorType.MODIFY,
                            Condition.POLICY_VIOLATION,
                            "a room's vCard may have " + config.size() + " bytes, not more"));
        }
        List<String> hashes = Pictures.hashes(vcard);
        if (hashes.size() > Pictures.FORMATS) {
            return set.error(
                    StanzaError.of(
                            ErrorType.MODIFY,
                            Condition.POLICY_VIOLATION,
                            "a room may have " + Pictures.FORMATS + " pictures, not more"));
        }
        vcards.put(room.address(), vcard);
        tell(room, hashes);
        return set.result();
    }

    private void tell(Room room, List<String> hashes) {
        boolean other = !hashes.equals(room.setting(HASH));
        room.set(HASH, hashes);
        if (other && config.presence()) {
            room.notifyAll(presence(hashes));
        }
        room.notifyAll(
                Message.of(
                        MessageType.GROUPCHAT,
                        List.of(
                                Element.of(
                                        USER,
                                        "x",
                                        Element.of(USER, "status").with("code", "104")))));
    }

    private static Presence presence(List<String> hashes) {
        return Presence.of(PresenceType.AVAILABLE, List.of(Pictures.update(hashes)));
    }

    @Override
    public List<String> features(RoomView room) {
        return List.of(Vcards.NAMESPACE);
    }

    @Override
    public List<String> serviceFeatures() {
        return List.of(Vcards.NAMESPACE);
    }

    /** §3.3, §4: not there when there is no picture. */
    @Override
    public List<FormField> fields(RoomView room) {
        List<String> hashes = room.setting(HASH);
        return hashes.isEmpty()
                ? List.of()
                : List.of(
                        FormField.of(FieldType.TEXT_MULTI, "muc#roominfo_avatarhash")
                                .labelled("Avatar hash")
                                .holding(hashes));
    }

    @Override
    public List<Stanza> greet(Occupant newcomer, RoomView room) {
        List<String> hashes = room.setting(HASH);
        return hashes.isEmpty() || !config.presence() ? List.of() : List.of(presence(hashes));
    }
}
