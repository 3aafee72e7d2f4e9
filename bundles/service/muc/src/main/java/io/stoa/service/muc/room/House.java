package io.stoa.service.muc.room;

import io.stoa.bus.Domains;
import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.im.BlockLists;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.service.muc.live.RoomTable;
import io.stoa.service.muc.model.Fields;
import io.stoa.service.muc.model.Limits;
import io.stoa.service.muc.spi.Extensions;
import io.stoa.service.muc.store.GuestBook;
import io.stoa.service.muc.store.Listing;
import io.stoa.service.muc.store.RoomStore;
import io.stoa.session.Sessions;
import io.stoa.stanza.FormField;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What all rooms of this server share. Thread-safe.
 *
 * @param sessions who is connected
 * @param domains what is ours
 * @param blocks who blocks whom, if there is somebody who knows
 * @param rooms the rooms in memory
 * @param store the rooms in the storage
 * @param guests who of elsewhere is in rooms
 * @param extensions who adds to rooms
 * @param schedule for what takes long
 * @param bus for what is sent outside of a passage
 * @param clock what time it is
 * @param limits how much of everything
 * @param hosts the domain of ours that each service belongs to
 * @param fields the fields of the configuration with this server's defaults
 * @param mayCreate who may create rooms
 * @param incarnations tells accounts from those that had their names before, if somebody knows
 */
public record House(
        Sessions sessions,
        Domains domains,
        Supplier<Optional<BlockLists>> blocks,
        RoomTable rooms,
        RoomStore store,
        GuestBook guests,
        Extensions extensions,
        Schedule schedule,
        StanzaBus bus,
        InstantSource clock,
        Limits limits,
        Map<String, String> hosts,
        List<FormField> fields,
        Predicate<BareJid> mayCreate,
        Function<BareJid, OptionalLong> incarnations) {

    /** Returns the domain of ours to which a service belongs. */
    public String host(String service) {
        return hosts.getOrDefault(service, service);
    }

    /** Tells whether a session is of another server, or of a component. */
    public boolean elsewhere(FullJid session) {
        return !domains.serves(session.domain());
    }

    /** Finds out who was in rooms before a restart, unless that is known. May block. */
    public void wake() {
        rooms.wake(sessions, () -> guests.left(hosts.keySet()));
    }

    /** Returns the rooms not in memory yet in which somebody of elsewhere was. May block. */
    public List<BareJid> asleep() {
        wake();
        return rooms.asleep(this::elsewhere);
    }

    /**
     * Tells whether everybody may see a room. A temporary one that nobody came back to is only
     * waiting to be forgotten.
     */
    public boolean visible(BareJid room, Listing listing) {
        return listing.listed() && (listing.persistent() || rooms.populated(room));
    }

    /** Tells whether an address is the server itself, which may do everything in its rooms. */
    public boolean isServer(BareJid who, String service) {
        return who.local().isEmpty() && who.domain().equals(host(service));
    }

    /** Returns the fields of the configuration, those of other features included. */
    public List<FormField> allFields(String service) {
        List<FormField> all = new ArrayList<>(fields);
        extensions.options().each(host(service), it -> all.addAll(it.fields()), error -> {});
        return all;
    }

    /**
     * Returns the default of a field that another feature has made. One that is being replaced is
     * not waited for: it may be the one that asks, and would wait for itself.
     */
    public List<String> otherwise(String service, String field) {
        List<List<String>> found = new ArrayList<>();
        extensions
                .options()
                .present(
                        host(service),
                        it ->
                                it.fields().stream()
                                        .filter(made -> made.name().equals(field))
                                        .forEach(made -> found.add(made.values())));
        return found.isEmpty() ? List.of() : found.getFirst();
    }

    /** Returns what holds for a room whose owner has said nothing. */
    public Map<String, List<String>> defaults() {
        return Fields.defaults(fields);
    }
}
