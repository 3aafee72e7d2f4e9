package io.stoa.service.gatewayirc.room;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.service.gatewayirc.room.History.Said;
import io.stoa.service.gatewayirc.wire.CaseMapping;
import io.stoa.service.gatewayirc.wire.Masks;
import io.stoa.service.gatewayirc.wire.Support;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.xml.Element;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A channel, as one account's session sees it. Used under its lock.
 *
 * <p>It is entered in three steps: the network lets the account in ({@link #begin}), tells who else
 * is there ({@link #namesEnd}), and, where it has a history, what was said ({@link #complete});
 * then the devices that wait are let in, who see all of it in the order of XEP-0045 §7.2.
 */
public final class Channel {

    /**
     * What a channel has of its session.
     *
     * @param tell takes what devices are told
     * @param left how many people the session may remember in all its channels yet
     * @param folded the form in which names that are the same for the network are equal
     */
    public record Owner(Consumer<Stanza> tell, AtomicInteger left, UnaryOperator<String> folded) {}

    private static final int BANS = 32;

    public final BareJid room;
    public final String name;
    public final String key;
    private final UnaryOperator<String> folded;
    private final Devices devices;
    private final Members members;
    private final History history;
    // what was said since it was entered, for those who wait meanwhile
    private final List<Said> meanwhile = new ArrayList<>();
    private final Deque<String> bans = new ArrayDeque<>();
    private String topic = "";
    private String topicBy = "";
    private boolean joined;
    private boolean named;
    private boolean complete;
    // the last that was heard here, by the network's clock where it tells the time
    private Instant heard = Instant.MIN;
    // until when everything was heard before the connection went
    private Instant missing = Instant.MIN;

    public Channel(BareJid room, String name, String key, Owner owner) {
        this.room = room;
        this.name = name;
        this.key = key;
        this.devices = new Devices(owner.tell());
        this.folded = owner.folded();
        this.members = new Members(owner.left(), folded);
        this.history = new History(room);
    }

    // ── devices ──

    /** A device wants to be in it. */
    public void enter(FullJid device, Presence asked, String mine) {
        devices.await(device, asked);
        if (complete) {
            welcomeAll(mine);
        }
    }

    public Devices devices() {
        return devices;
    }

    /** A device leaves; it is told so (§7.14). */
    public boolean leave(FullJid device, String mine) {
        boolean there = devices.remove(device);
        if (there) {
            self(mine, Faces.none(), "", 110).ifPresent(it -> devices.tell(device, it));
        }
        return there;
    }

    /** All devices are out: the channel is not there for them any more. */
    public void out(String mine, Element item, String why, int... codes) {
        self(mine, item, why, codes).ifPresent(devices::tell);
        devices.empty();
    }

    private Optional<Presence> self(String mine, Element item, String why, int... codes) {
        return occupant(mine).map(it -> Faces.gone(it, item, why, codes));
    }

    public Optional<FullJid> occupant(String nick) {
        try {
            return nick.isEmpty() ? Optional.empty() : Optional.of(room.with(nick));
        } catch (JidException impossible) {
            return Optional.empty();
        }
    }

    /** §6.5: who is in it. */
    public List<FullJid> occupants() {
        return members.all().stream().flatMap(it -> occupant(it.nick()).stream()).toList();
    }

    private void welcomeAll(String mine) {
        devices.letIn().forEach(it -> welcome(it, mine));
        meanwhile.forEach(history::add);
        meanwhile.clear();
    }

    /** §7.2.2: occupants, then oneself, then what was said, then the subject. */
    private void welcome(Presence asked, String mine) {
        FullJid device = (FullJid) asked.from().orElseThrow();
        for (Member member : members.all()) {
            if (!same(member.nick(), mine)) {
                occupant(member.nick())
                        .ifPresent(it -> devices.tell(device, Faces.here(it, member)));
            }
        }
        // §15.6.2: 210 when the nickname is another than was asked for
        boolean same = asked.to().filter(it -> it.resource().equals(mine)).isPresent();
        int[] codes = same ? new int[] {110} : new int[] {110, 210};
        occupant(mine)
                .map(it -> Faces.here(it, member(mine), codes))
                .ifPresent(it -> devices.tell(device, it));
        History.Wish wish = History.Wish.of(asked.payload(Faces.MUC, "x"), Instant.now());
        history.of(wish).forEach(it -> devices.tell(device, it));
        devices.tell(device, Faces.subject(occupantOrRoom(topicBy), topic));
        meanwhile.forEach(it -> devices.tell(device, it.message()));
    }

    private Jid occupantOrRoom(String nick) {
        return occupant(nick).<Jid>map(it -> it).orElse(room);
    }

    private boolean same(String one, String other) {
        return folded.apply(one).equals(folded.apply(other));
    }

    /** Other names than before are the same. */
    public void foldAgain() {
        members.foldAgain();
    }

    public Member member(String nick) {
        return members.find(nick).orElseGet(() -> Member.named(nick));
    }

    public boolean isThere(String nick) {
        return members.find(nick).isPresent();
    }

    public int size() {
        return members.size();
    }

    // ── from one version of the bundle to the next ──

    /** As it is handed over. */
    public Map<String, Object> state() {
        return Map.ofEntries(
                Map.entry("room", room),
                Map.entry("name", name),
                Map.entry("key", key),
                Map.entry("topic", topic),
                Map.entry("topicBy", topicBy),
                Map.entry("joined", joined),
                Map.entry("named", named),
                Map.entry("complete", complete),
                Map.entry("heard", heard),
                Map.entry("missing", missing),
                Map.entry("members", members.state()),
                Map.entry("waiting", devices.waitingState()),
                Map.entry("inside", devices.insideState()),
                Map.entry("history", history.state()),
                Map.entry("meanwhile", meanwhile.stream().map(Said::state).toList()),
                Map.entry("bans", List.copyOf(bans)));
    }

    /** Reads what {@link #state} has written, or an earlier version that asked for no history. */
    public static Channel of(Map<?, ?> state, Owner owner) {
        Channel channel =
                new Channel(
                        (BareJid) State.of(state, "room"),
                        State.text(state, "name"),
                        State.text(state, "key"),
                        owner);
        channel.topic = State.text(state, "topic");
        channel.topicBy = State.text(state, "topicBy");
        channel.joined = (Boolean) State.of(state, "joined");
        channel.complete = (Boolean) State.of(state, "complete");
        channel.named = channel.complete || Boolean.TRUE.equals(state.get("named"));
        channel.heard = state.get("heard") instanceof Instant at ? at : Instant.MIN;
        channel.missing = state.get("missing") instanceof Instant at ? at : Instant.MIN;
        channel.members.restore(State.list(state, "members"));
        channel.devices.restore(State.list(state, "waiting"), State.list(state, "inside"));
        channel.history.restore(State.list(state, "history"));
        if (state.get("meanwhile") instanceof List<?> said) {
            said.forEach(it -> channel.meanwhile.add(Said.of((List<?>) it)));
        }
        State.list(state, "bans").forEach(it -> channel.bans.add((String) it));
        return channel;
    }

    /** Whoever is in a channel that nobody carries on is told so (§15.6.2, status 332). */
    public static void farewell(Map<?, ?> state, String mine, Consumer<Stanza> tell) {
        StanzaError why = StanzaError.of(Condition.SERVICE_UNAVAILABLE, "the gateway stops");
        Channel channel =
                of(state, new Owner(tell, new AtomicInteger(), CaseMapping.RFC1459::folded));
        channel.devices.refuse(why);
        channel.out(mine, Faces.none(), why.text(), 110, 332);
    }

    // ── what the network tells ──

    /** The account itself is in it now; the names follow. */
    public void begin(Member me) {
        joined = true;
        named = false;
        complete = false;
        members.clear();
        members.put(me);
    }

    public boolean isJoined() {
        return joined;
    }

    public boolean isNamed() {
        return named;
    }

    public boolean isComplete() {
        return complete;
    }

    /** The connection is gone: so is everybody else, until it is back. */
    public void interrupt(String mine, String why) {
        for (Member member : members.all()) {
            if (!same(member.nick(), mine)) {
                left(member.nick(), Faces.none(), why);
            }
        }
        if (complete) {
            // else what was missed before is still missing
            missing = heard;
        }
        joined = false;
        named = false;
        complete = false;
        meanwhile.forEach(history::add);
        meanwhile.clear();
        members.clear();
    }

    /** Nobody is in it any more who would remember who is. */
    public void forget() {
        members.clear();
    }

    public void names(String entries) {
        if (!joined || named) {
            return;
        }
        for (String entry : entries.split(" ", -1)) {
            Member named = Member.named(entry);
            members.put(members.find(named.nick()).orElse(named).ranked(named.ranks()));
        }
    }

    /** All names were told: who was in it already sees who is there. */
    public void namesEnd(String mine) {
        if (joined && !named) {
            named = true;
            members.all().forEach(it -> show(it, mine));
        }
    }

    /** What was said before is known as far as it can be: those who wait are let in. */
    public void complete(String mine, Instant now) {
        if (named && !complete) {
            complete = true;
            heard = heard.isAfter(now) ? heard : now;
            welcomeAll(mine);
        }
    }

    /** Until when everything was heard; empty when nothing was. */
    public Optional<Instant> known() {
        return Optional.of(missing).filter(Instant.MIN::isBefore);
    }

    private void show(Member member, String mine) {
        int[] codes = same(member.nick(), mine) ? new int[] {110} : new int[0];
        occupant(member.nick())
                .filter(it -> named)
                .ifPresent(it -> devices.tell(Faces.here(it, member, codes)));
    }

    public void joined(Member member) {
        if (joined) {
            members.put(member);
            if (isThere(member.nick())) {
                show(member, "");
            }
        }
    }

    /** Somebody else is not there any more. */
    public void left(String nick, Element item, String why, int... codes) {
        members.remove(nick)
                .flatMap(it -> occupant(nick))
                .ifPresent(it -> devices.tell(Faces.gone(it, item, why, codes)));
    }

    /** §7.6: 303 with the next nickname, 110 too when it is one's own. */
    public void renamed(String nick, String next, boolean mine) {
        members.remove(nick).ifPresent(was -> renamed(was, next, mine));
    }

    private void renamed(Member was, String next, boolean mine) {
        Member now = was.called(next);
        members.put(now);
        Element item = Faces.item(was.affiliation(), was.role()).with("nick", next);
        int[] going = mine ? new int[] {303, 110} : new int[] {303};
        occupant(was.nick()).ifPresent(it -> devices.tell(Faces.gone(it, item, "", going)));
        show(now, mine ? next : "");
    }

    /** Something about somebody who is there is not as it was. */
    public void change(String nick, UnaryOperator<Member> how, String mine) {
        Optional<Member> was = members.find(nick);
        was.map(how)
                .filter(now -> !was.get().equals(now))
                .ifPresent(
                        now -> {
                            members.put(now);
                            show(now, mine);
                        });
    }

    /** Modes: ranks become affiliations and roles, masks of bans are remembered for kicks. */
    public void modes(List<String> params, String mine, Support support) {
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
            change(what, it -> it.with(Member.SIGNS.charAt(rank), given), mine);
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
    public boolean isBanned(String nick) {
        String mask = folded.apply(member(nick).mask());
        return bans.stream().anyMatch(it -> Masks.matches(folded.apply(it), mask));
    }

    /** Something that somebody has said, as it is kept. */
    public Said word(String nick, String body, Instant at, String id) {
        return new Said(at, id, Faces.said(occupantOrRoom(nick), body));
    }

    /** Somebody has said something. */
    public void said(Said word) {
        devices.tell(word.message());
        remember(word);
    }

    /** §7.4: what one device has said comes back to all, with its id. */
    public void echo(Message message, String mine, Instant at, String id) {
        occupant(mine)
                .ifPresent(
                        it -> {
                            devices.tell(message.withFrom(it));
                            remember(new Said(at, id, Faces.said(it, message.body())));
                        });
    }

    private void remember(Said word) {
        heard = heard.isAfter(word.at()) ? heard : word.at();
        if (complete) {
            history.add(word);
            return;
        }
        meanwhile.add(word);
        if (meanwhile.size() > History.MOST) {
            history.add(meanwhile.removeFirst());
        }
    }

    /**
     * The network says once more what was said before. Those who were inside when the connection
     * went see what they have missed, those who wait see it with the history.
     */
    public void again(List<Said> words) {
        for (Said word : history.merge(words, meanwhile)) {
            if (word.at().isAfter(missing)) {
                devices.tell(word.late(room));
            }
        }
    }

    /** The topic, as it was when one came. */
    public void topic(String text, String by) {
        topic = text;
        topicBy = by;
        if (named) {
            devices.tell(Faces.subject(occupantOrRoom(by), text));
        }
    }
}
