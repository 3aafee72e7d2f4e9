package io.stoa.service.muc;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.bus.DomainService;
import io.stoa.im.BlockLists;
import io.stoa.service.muc.live.RoomTable;
import io.stoa.service.muc.room.House;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.spi.Extensions;
import io.stoa.service.muc.store.GuestBook;
import io.stoa.service.muc.store.RoomStore;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Stanza;
import io.stoa.storage.Storage;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The room service (XEP-0045): it owns the domains of rooms and gives each stanza its turn in the
 * room it is for, in that room's lane. What is in memory of the rooms is in {@link RoomTable}, so
 * that it stays when this component goes.
 */
@Component(
        service = {DomainService.class, MucService.class},
        configurationPid = "io.stoa.service.muc")
@Designate(ocd = MucService.Config.class)
public final class MucService implements DomainService {

    /** The configuration. */
    @ObjectClassDefinition(name = "Rooms", description = "Multi-user chat (XEP-0045).")
    public @interface Config {

        /** The domains. */
        @AttributeDefinition(
                description =
                        "The domains of rooms; {domain} stands for each domain of this server, so"
                            + " conference.{domain} makes one for each. One that belongs to none of"
                            + " them is every domain's.")
        String[] hosts() default {"conference.{domain}"};

        /** Who may create rooms. */
        @AttributeDefinition(
                description =
                        "Who may create rooms (§10.1.1): anyone, local (accounts of this server) or"
                                + " admins (those who administer it).",
                options = {@Option("anyone"), @Option("local"), @Option("admins")})
        String create() default "local";

        /** Other defaults. */
        @AttributeDefinition(
                description =
                        "What a new room is like, where that differs from the defaults: fields of"
                                + " its configuration with a value, such as"
                                + " muc#roomconfig_persistentroom=1.")
        String[] defaults() default {};

        /** Rooms of an account. */
        @AttributeDefinition(
                description = "How many rooms an account may have created that still exist.")
        int roomsPerAccount() default 100;

        /** Rooms of a client. */
        @AttributeDefinition(description = "In how many rooms a client may be at a time.")
        int roomsPerSession() default 200;

        /** Occupants. */
        @AttributeDefinition(
                description =
                        "How many occupants a room may have at most, whatever its owner says.")
        int occupants() default 5000;

        /** Places for admins. */
        @AttributeDefinition(
                description = "How many admins and owners may enter a room that is full (§7.2.9).")
        int reserve() default 10;

        /** The length of nicknames. */
        @AttributeDefinition(description = "How many characters a nickname may have.")
        int nickLength() default 64;

        /** Changes of nicknames. */
        @AttributeDefinition(
                description =
                        "How often a minute an occupant may change the nickname; 0 for no limit.")
        int nicksPerMinute() default 10;

        /** Messages. */
        @AttributeDefinition(
                description =
                        "How many messages a second an occupant may send to a room, twice as many"
                                + " at once; 0 for no limit.")
        int messagesPerSecond() default 20;

        /** History. */
        @AttributeDefinition(
                description = "How many messages a room remembers for newcomers (§7.2.13).")
        int history() default 50;

        /** Bytes of history. */
        @AttributeDefinition(description = "How many bytes those may have together.")
        int historyBytes() default 131072;

        /** Affiliations. */
        @AttributeDefinition(description = "How many accounts may have an affiliation with a room.")
        int affiliations() default 10000;

        /** The length of texts. */
        @AttributeDefinition(
                description =
                        "How many characters a subject, a reason or a text of the configuration"
                                + " may have.")
        int textLength() default 2048;

        /** The size of forms. */
        @AttributeDefinition(
                description = "How many values a form that configures a room may have.")
        int formValues() default 2000;

        /** Changes at once. */
        @AttributeDefinition(
                description = "How many roles or affiliations may be changed with one request.")
        int itemsPerRequest() default 500;

        /** Rooms in a list. */
        @AttributeDefinition(description = "How many rooms are listed at a time (§6.3, XEP-0059).")
        int listed() default 500;
    }

    private final Server server;
    private final RoomStore store;
    private final RoomTable rooms;
    private final GuestBook guests;
    private final Awakening awakening;
    private final Extensions extensions;
    private final Set<String> domains;
    private volatile House house;

    /** Who blocks whom, if somebody knows. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable BlockLists blocks;

    /** Takes what rooms need. */
    @Activate
    public MucService(
            @Reference(policyOption = GREEDY) Server server,
            @Reference(policyOption = GREEDY) Storage storage,
            @Reference(policyOption = GREEDY) RoomTable rooms,
            @Reference(policyOption = GREEDY) Extensions extensions,
            Config config) {
        this.server = server;
        this.store = new RoomStore(storage, server.domains()::serves);
        this.rooms = rooms;
        this.guests = new GuestBook(storage, rooms.guests(), server.schedule());
        this.extensions = extensions;
        this.house = house(config);
        this.domains = Set.copyOf(house.hosts().keySet());
        this.awakening = new Awakening(this::house);
        awakening.begin();
    }

    private House house(Config config) {
        return new House(
                server.sessions(),
                server.domains(),
                () -> Optional.ofNullable(blocks),
                rooms,
                store,
                guests,
                extensions,
                server.schedule(),
                server.bus(),
                InstantSource.system(),
                Settled.limits(config),
                Hosts.of(List.of(config.hosts()), server.domains().all()),
                Settled.fields(List.of(config.defaults())),
                server.creators(config.create()),
                server::incarnation);
    }

    /** Writes down what is left to write. */
    @Deactivate
    public void stop() {
        awakening.stop();
        guests.close();
    }

    /**
     * Takes another configuration. Nobody notices, unless the domains are others, or it cannot be
     * taken: then this component begins anew, and what is wrong is seen where components are.
     */
    @Modified
    public void change(Config config, ComponentContext context) {
        Optional<House> next = acceptable(config);
        if (next.filter(it -> it.hosts().keySet().equals(domains)).isPresent()) {
            house = next.get();
        } else {
            server.schedule().after(Duration.ZERO, () -> anew(context));
        }
    }

    /** Not on the thread that brings configurations: it would wait for itself, and all for it. */
    private static void anew(ComponentContext context) {
        context.disableComponent(MucService.class.getName());
        context.enableComponent(MucService.class.getName());
    }

    private Optional<House> acceptable(Config config) {
        try {
            return Optional.of(house(config));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    /** Returns what all rooms share, for the commands of administrators. */
    public House house() {
        return house;
    }

    @Override
    public Set<String> domains() {
        return domains;
    }

    @Override
    public void receive(Stanza stanza, Context context) {
        House now = house;
        if (!extensions.serves(now.host(context.self().domain()))) {
            throw Refusal.of(Condition.SERVICE_UNAVAILABLE);
        }
        now.wake();
        Reception.receive(now, stanza, context);
    }
}
