package io.stoa.service.gatewayirc;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.service.gatewayirc.wire.Masks;
import io.stoa.service.gatewayirc.wire.Support;
import io.stoa.service.gatewayirc.wire.Words;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Delay;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.xml.Element;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A channel, as one account's session sees it, and the devices in it. Used under its lock. */
final class Channel {

    private static final int BANS = 32;

    final BareJid room;
    final String name;
    final String key;
    private final Consumer<Stanza> tell;
    private final Members members;
    // who waits to enter, with what it has asked for
    private final Map<FullJid, Presence> waiting = new LinkedHashMap<>();
    private final Set<FullJid> inside = new LinkedHashSet<>();
    private final History history;
    private final Deque<String> bans = new ArrayDeque<>();
    private String topic = "";
    private String topicBy = "";
    private boolean complete;
    private boolean joined;

    Channel(BareJid room, String name, String key, Consumer<Stanza> tell, AtomicInteger left) {
        this.room = room;
        this.name = name;
        this.key = key;
        this.tell = tell;
        this.members = new Members(left);
        this.history = new History(room);
    }

    // ── devices ──

    /** A device wants to be in it. */
    void enter(FullJid device, Presence asked, String mine) {
        inside.remove(device);
        waiting.put(device, asked);
        if (complete) {
            welcomeAll(mine);
        }
    }

    boolean has(FullJid device) {
        return inside.contains(device);
    }

    boolean isEmpty() {
        return inside.isEmpty() && waiting.isEmpty();
    }

    int devices() {
        return inside.size() + waiting.size();
    }

    /** The devices that are in it. */
    Set<FullJid> inside() {
        return Set.copyOf(inside);
    }

    /** A device leaves; it is told so (§7.14). */
    boolean leave(FullJid device, String mine) {
        boolean waited = waiting.remove(device) != null;
        boolean there = inside.remove(device) || waited;
        if (there) {
            self(mine, Faces.none(), "", 110).ifPresent(it -> tell.accept(it.withTo(device)));
        }
        return there;
    }

    /** All devices are out: the channel is not there for them any more. */
    void out(String mine, Element item, String why, int... codes) {
        self(mine, item, why, codes).ifPresent(this::all);
        inside.clear();
    }

    /** Those who wait are told why they do not get in (§7.2). */
    void refuse(StanzaError error) {
        waiting.values().forEach(it -> tell.accept(it.toError(error)));
        waiting.clear();
    }

    private Optional<Presence> self(String mine, Element item, String why, int... codes) {
        return occupant(mine).map(it -> Faces.gone(it, item, why, codes));
    }

    Optional<FullJid> occupant(String nick) {
        try {
            return nick.isEmpty() ? Optional.empty() : Optional.of(room.with(nick));
        } catch (JidException impossible) {
            return Optional.empty();
        }
    }

    private void all(Stanza stanza) {
        inside.forEach(it -> tell.accept(stanza.withTo(it)));
    }

    private void welcomeAll(String mine) {
        waiting.forEach((device, asked) -> welcome(device, asked, mine));
        waiting.clear();
    }

    /** §7.2.2: occupants, then oneself, then what was said, then the subject. */
    private void welcome(FullJid device, Presence asked, String mine) {
        inside.add(device);
        for (Member member : members.all()) {
            if (!same(member.nick(), mine)) {
                occupant(member.nick())
                        .ifPresent(it -> tell.accept(Faces.here(it, member).withTo(device)));
            }
        }
        // §15.6.2: 210 when the nickname is another than was asked for
        boolean same = asked.to().filter(it -> it.resource().equals(mine)).isPresent();
        int[] codes = same ? new int[] {110} : new int[] {110, 210};
        occupant(mine)
                .map(it -> Faces.here(it, member(mine), codes))
                .ifPresent(it -> tell.accept(it.withTo(device)));
        History.Wish wish = History.Wish.of(asked.payload(Faces.MUC, "x"), Instant.now());
        history.of(wish).forEach(it -> tell.accept(it.withTo(device)));
        tell.accept(Faces.subject(occupantOrRoom(topicBy), topic).withTo(device));
    }

    private Jid occupantOrRoom(String nick) {
        return occupant(nick).<Jid>map(it -> it).orElse(room);
    }

    private static boolean same(String one, String other) {
        return Words.folded(one).equals(Words.folded(other));
    }

    Member member(String nick) {
        return members.find(nick).orElseGet(() -> Member.named(nick));
    }

    boolean isThere(String nick) {
        return members.find(nick).isPresent();
    }

    // ── from one version of the bundle to the next ──

    /** As it is handed over. */
    Map<String, Object> state() {
        return Map.ofEntries(
                Map.entry("room", room),
                Map.entry("name", name),
                Map.entry("key", key),
                Map.entry("topic", topic),
                Map.entry("topicBy", topicBy),
                Map.entry("joined", joined),
                Map.entry("complete", complete),
                Map.entry("members", members.state()),
                Map.entry("waiting", List.copyOf(waiting.values())),
                Map.entry("inside", List.copyOf(inside)),
                Map.entry(
                        "history",
                        history.all().stream().map(it -> List.of(it.at(), it.message())).toList()),
                Map.entry("bans", List.copyOf(bans)));
    }

    /** Reads what {@link #state} has written. */
    static Channel of(Map<?, ?> state, Consumer<Stanza> tell, AtomicInteger left) {
        Channel channel =
                new Channel(
                        (BareJid) Parked.of(state, "room"),
                        Parked.text(state, "name"),
                        Parked.text(state, "key"),
                        tell,
                        left);
        channel.topic = Parked.text(state, "topic");
        channel.topicBy = Parked.text(state, "topicBy");
        channel.joined = (Boolean) Parked.of(state, "joined");
        channel.complete = (Boolean) Parked.of(state, "complete");
        Parked.list(state, "members").forEach(it -> channel.members.put(Member.of((List<?>) it)));
        for (Object asked : Parked.list(state, "waiting")) {
            Presence presence = (Presence) asked;
            channel.waiting.put((FullJid) presence.from().orElseThrow(), presence);
        }
        Parked.list(state, "inside").forEach(it -> channel.inside.add((FullJid) it));
        for (Object said : Parked.list(state, "history")) {
            List<?> entry = (List<?>) said;
            channel.history.add((Instant) entry.get(0), (Message) entry.get(1));
        }
        Parked.list(state, "bans").forEach(it -> channel.bans.add((String) it));
        return channel;
    }

    /** Whoever is in a channel that nobody carries on is told so (§15.6.2, status 332). */
    static void farewell(Map<?, ?> state, String mine, Consumer<Stanza> tell) {
        StanzaError why = StanzaError.of(Condition.SERVICE_UNAVAILABLE, "the gateway stops");
        Channel channel = of(state, tell, new AtomicInteger());
        channel.refuse(why);
        channel.out(mine, Faces.none(), why.text(), 110, 332);
    }

    // ── what the network tells ──

    /** The account itself is in it now; the names follow. */
    void begin(Member me) {
        joined = true;
        complete = false;
        members.clear();
        members.put(me);
    }

    boolean isJoined() {
        return joined;
    }

    /** The connection is gone: so is everybody else, until it is back. */
    void interrupt(String mine, String why) {
        for (Member member : members.all()) {
            if (!same(member.nick(), mine)) {
                left(member.nick(), Faces.none(), why);
            }
        }
        joined = false;
        complete = false;
        members.clear();
    }

    /** Nobody is in it any more who would remember who is. */
    void forget() {
        members.clear();
    }

    void names(String entries) {
        if (!joined || complete) {
            return;
        }
        for (String entry : entries.split(" ", -1)) {
            Member named = Member.named(entry);
            members.put(
                    members.find(named.nick())
                            .map(was -> new Member(was.nick(), was.mask(), named.ranks(), false))
                            .orElse(named));
        }
    }

    /** All names were told: those who wait are in, and those who were in see who is there. */
    void namesEnd(String mine) {
        if (!joined || complete) {
            return;
        }
        complete = true;
        members.all().forEach(it -> show(it, mine));
        welcomeAll(mine);
    }

    private void show(Member member, String mine) {
        int[] codes = same(member.nick(), mine) ? new int[] {110} : new int[0];
        occupant(member.nick())
                .filter(it -> complete)
                .ifPresent(it -> all(Faces.here(it, member, codes)));
    }

    void joined(Member member) {
        if (joined) {
            members.put(member);
            if (isThere(member.nick())) {
                show(member, "");
            }
        }
    }

    /** Somebody else is not there any more. */
    void left(String nick, Element item, String why, int... codes) {
        members.remove(nick)
                .flatMap(it -> occupant(nick))
                .ifPresent(it -> all(Faces.gone(it, item, why, codes)));
    }

    /** §7.6: 303 with the next nickname, 110 too when it is one's own. */
    void renamed(String nick, String next, boolean mine) {
        members.remove(nick).ifPresent(was -> renamed(was, next, mine));
    }

    private void renamed(Member was, String next, boolean mine) {
        Member now = was.called(next);
        members.put(now);
        Element item = Faces.item(was.affiliation(), was.role()).with("nick", next);
        int[] going = mine ? new int[] {303, 110} : new int[] {303};
        occupant(was.nick()).ifPresent(it -> all(Faces.gone(it, item, "", going)));
        show(now, mine ? next : "");
    }

    /** Somebody says that it is away, or back (IRCv3 away-notify). */
    void away(String nick, boolean away, String mine) {
        members.find(nick)
                .filter(it -> it.away() != away)
                .map(it -> it.away(away))
                .ifPresent(
                        it -> {
                            members.put(it);
                            show(it, mine);
                        });
    }

    /** Modes: ranks become affiliations and roles, masks of bans are remembered for kicks. */
    void modes(List<String> params, String mine, Support support) {
        int next = 1;
        boolean given = true;
        for (char mode : params.isEmpty() ? new char[0] : params.getFirst().toCharArray()) {
            if (mode == '+' || mode == '-') {
                given = mode == '+';
                continue;
            }
            if (support.takes(mode, given) && next < params.size()) {
                mode(mode, given, params.get(next++), mine);
            }
        }
    }

    private void mode(char mode, boolean given, String what, String mine) {
        int rank = Member.MODES.indexOf(mode);
        if (rank >= 0) {
            members.find(what)
                    .map(it -> it.with(Member.SIGNS.charAt(rank), given))
                    .ifPresent(
                            it -> {
                                members.put(it);
                                show(it, mine);
                            });
        } else if (mode == 'b' && given) {
            bans.addLast(what);
            if (bans.size() > BANS) {
                bans.removeFirst();
            }
        } else if (mode == 'b') {
            bans.remove(what);
        }
    }

    /** Tells whether somebody who is kicked was banned just before: IRC does not say. */
    boolean isBanned(String nick) {
        String mask = member(nick).mask();
        return bans.stream().anyMatch(it -> Masks.matches(it, mask));
    }

    /** Somebody has said something, long ago when the network says so. */
    void said(String nick, String body, Optional<Instant> before) {
        Message message = Faces.said(occupantOrRoom(nick), body);
        all(before.map(it -> message.with(Delay.of(it, room).toElement())).orElse(message));
        history.add(before.orElseGet(Instant::now), message);
    }

    /** §7.4: what one device has said comes back to all, with its id. */
    void echo(Message message, String mine) {
        occupant(mine)
                .ifPresent(
                        it -> {
                            all(message.withFrom(it));
                            history.add(Instant.now(), Faces.said(it, message.body()));
                        });
    }

    /** The topic, as it was when one came. */
    void topic(String text, String by) {
        topic = text;
        topicBy = by;
        if (complete) {
            all(Faces.subject(occupantOrRoom(by), text));
        }
    }
}
