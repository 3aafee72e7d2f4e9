package io.stoa.service.muchats;

import io.stoa.muc.Occupant;
import io.stoa.muc.RoomInfo;
import io.stoa.muc.RoomPresence;
import io.stoa.muc.RoomView;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Component;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows hats with the presence of whoever wears them (XEP-0317 §3.1), and the list's hash with what
 * a room tells of itself (§2). What clients claim to wear is taken off. Thread-safe.
 *
 * <pre>{@code
 * S: <presence from='play@conference.stoa.example/Juliet'>
 *      <hats xmlns='urn:xmpp:hats:0'>
 *        <hat title='Host' uri='http://stoa.example/hats#host' hue='327.25'/>
 *      </hats>
 *    </presence>
 * }</pre>
 */
@Component
public final class HatsShown implements RoomPresence, RoomInfo {

    @Override
    public Presence show(Presence presence, Occupant occupant, RoomView room) {
        Presence bare = (Presence) presence.without(it -> it.is(Hat.NAMESPACE, "hats"));
        List<Hat> worn =
                presence.type() == PresenceType.AVAILABLE
                        ? Wardrobe.worn(room, occupant.account())
                        : List.of();
        return worn.isEmpty()
                ? bare
                : bare.with(
                        Element.of(
                                Hat.NAMESPACE,
                                "hats",
                                List.of(),
                                worn.stream().map(Hat::element).toList()));
    }

    @Override
    public List<String> features(RoomView room) {
        return List.of(Hat.NAMESPACE);
    }

    @Override
    public List<FormField> fields(RoomView room) {
        List<Hat> hats = Wardrobe.hats(room);
        return hats.isEmpty()
                ? List.of()
                : List.of(
                        FormField.of(FieldType.TEXT_SINGLE, "hats#hash", hash(hats))
                                .labelled("Hats hash"));
    }

    /** §2: of the whole list, so that a hat that has changed makes another. */
    private static String hash(List<Hat> hats) {
        String all = hats.stream().map(Hat::value).sorted().collect(Collectors.joining("\n"));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 20);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
