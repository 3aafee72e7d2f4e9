package io.stoa.service.gatewayirc;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.stanza.Delay;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
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
import java.util.function.Consumer;

/** A channel, as one account's session sees it, and the devices in it. Used under its lock. */
final class Channel {

    private static final int MEMBERS = 20_000;
    private static final int HISTORY = 50;
    private static final int BANS = 32;

    final BareJid room;
    final String name;
    final String key;
    private final Consumer<Stanza> tell;
    private final Map<String, Member> members = new LinkedHashMap<>();
    // who waits to enter, with the nickname that was asked for
    private final Map<FullJid, String> waiting = new LinkedHashMap<>();
    private final Set<FullJid> inside = new LinkedHashSet<>();
    private final Deque<Message> history = new ArrayDeque<>();
    private final Deque<String> bans = new ArrayDeque<>();
    private String topic = "";
    private String topicBy = "";
    private boolean complete;
    private boolean joined;

    Channel(BareJid room, String name, String key, Consumer<Stanza> tell) {
        this.room = room;
        this.name = name;
        this.key = key;
        this.tell = tell;
    }

    // ── devices ──

    /** A device wants to be in it. */
    void enter(FullJid device, String wanted, String mine) {
        inside.remove(device);
        waiting.put(device, wanted);
        if (complete) {
            waiting.keySet().forEach(it -> welcome(it, mine));
            waiting.clear();
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

    Set<FullJid> inside() {
        return inside;
    }

    /** A device leaves; it is told so (§7.14). */
    boolean leave(FullJid device, String mine) {
        boolean waited = waiting.remove(device) != null;
        boolean there = inside.remove(device) || waited;
        if (there) {
            self(mine, Faces.item(Affiliation.NONE, Role.NONE), "", 110)
                    .ifPresent(it -> tell.accept(it.withTo(device)));
        }
        return there;
    }

    /** All devices are out: the channel is not there for them any more. */
    void out(String mine, Element item, String why, int... codes) {
        Optional<Presence> self = self(mine, item, why, codes);
        inside.forEach(device -> self.ifPresent(it -> tell.accept(it.withTo(device))));
        inside.clear();
    }

    /** Those who wait are told why they do not get in (§7.2). */
    void refuse(StanzaError error) {
        waiting.forEach(
                (device, wanted) ->
                        occupant(wanted)
                                .ifPresent(
                                        it ->
                                                tell.accept(
                                                        Presence.of(PresenceType.AVAILABLE)
                                                                .withFrom(device)
                                                                .withTo(it)
                                                                .toError(error))));
        waiting.clear();
    }

    private Optional<Presence> self(String mine, Element item, String why, int... codes) {
        return occupant(mine).map(it -> Faces.gone(it, item, why, codes));
    }

    Optional<FullJid> occupant(String nick) {
        try {
            return Optional.of(room.with(nick));
        } catch (JidException impossible) {
            return Optional.empty();
        }
    }

    private void all(Stanza stanza) {
        inside.forEach(it -> tell.accept(stanza.withTo(it)));
    }

    /** §7.2.2: occupants, then oneself, then what was said, then the subject. */
    private void welcome(FullJid device, String mine) {
        String wanted = waiting.getOrDefault(device, mine);
        inside.add(device);
        for (Member member : members.values()) {
            if (!same(member.nick(), mine)) {
                occupant(member.nick())
                        .ifPresent(it -> tell.accept(Faces.here(it, member).withTo(device)));
            }
        }
        Member me = member(mine);
        // §15.6.2: 210 when the nickname is another than was asked for
        int[] codes = wanted.equals(mine) ? new int[] {110} : new int[] {110, 210};
        occupant(mine).ifPresent(it -> tell.accept(Faces.here(it, me, codes).withTo(device)));
        history.forEach(it -> tell.accept(it.withTo(device)));
        tell.accept(Faces.subject(occupantOrRoom(topicBy), topic).withTo(device));
    }

    private Jid occupantOrRoom(String nick) {
        return nick.isEmpty() ? room : occupant(nick).<Jid>map(it -> it).orElse(room);
    }

    private static boolean same(String one, String other) {
        return Words.folded(one).equals(Words.folded(other));
    }

    Member member(String nick) {
        return members.getOrDefault(Words.folded(nick), Member.named(nick));
    }

    boolean isThere(String nick) {
        return members.containsKey(Words.folded(nick));
    }

    // ── what the network tells ──

    /** The account itself is in it now; the names follow. */
    void begin(Member me) {
        joined = true;
        complete = false;
        members.clear();
        members.put(Words.folded(me.nick()), me);
    }

    boolean isJoined() {
        return joined;
    }

    /** The connection is gone: so is everybody else, until it is back. */
    void interrupt(String mine, String why) {
        for (Member member : List.copyOf(members.values())) {
            if (!same(member.nick(), mine)) {
                left(member.nick(), Faces.item(Affiliation.NONE, Role.NONE), why);
            }
        }
        joined = false;
        complete = false;
        members.clear();
    }

    void names(String entries) {
        for (String entry : entries.split(" ", -1)) {
            Member member = Member.named(entry);
            if (joined && !complete && !member.nick().isEmpty() && members.size() < MEMBERS) {
                members.merge(
                        Words.folded(member.nick()),
                        member,
                        (was, now) -> new Member(was.nick(), was.mask(), now.ranks()));
            }
        }
    }

    /** All names were told: those who wait are in, and those who were in see who is there. */
    void namesEnd(String mine) {
        if (!joined || complete) {
            return;
        }
        complete = true;
        Set<FullJid> before = Set.copyOf(inside);
        for (Member member : members.values()) {
            int[] codes = same(member.nick(), mine) ? new int[] {110} : new int[0];
            occupant(member.nick())
                    .map(it -> Faces.here(it, member, codes))
                    .ifPresent(it -> before.forEach(device -> tell.accept(it.withTo(device))));
        }
        waiting.keySet().forEach(it -> welcome(it, mine));
        waiting.clear();
    }

    void joined(Member member) {
        if (joined && members.size() < MEMBERS) {
            members.put(Words.folded(member.nick()), member);
            if (complete) {
                occupant(member.nick()).ifPresent(it -> all(Faces.here(it, member)));
            }
        }
    }

    /** Somebody else is not there any more. */
    void left(String nick, Element item, String why, int... codes) {
        if (members.remove(Words.folded(nick)) != null) {
            occupant(nick).ifPresent(it -> all(Faces.gone(it, item, why, codes)));
        }
    }

    /** §7.6: 303 with the next nickname, 110 too when it is one's own. */
    void renamed(String nick, String next, boolean mine) {
        Member was = members.remove(Words.folded(nick));
        if (was == null) {
            return;
        }
        Member now = was.called(next);
        members.put(Words.folded(next), now);
        Element item = Faces.item(was.affiliation(), was.role()).with("nick", next);
        int[] going = mine ? new int[] {303, 110} : new int[] {303};
        int[] coming = mine ? new int[] {110} : new int[0];
        occupant(was.nick()).ifPresent(it -> all(Faces.gone(it, item, "", going)));
        occupant(next).ifPresent(it -> all(Faces.here(it, now, coming)));
    }

    /** Modes: ranks become affiliations and roles, masks of bans are remembered for kicks. */
    void modes(List<String> params, String mine) {
        int next = 1;
        boolean given = true;
        for (char mode : params.isEmpty() ? new char[0] : params.getFirst().toCharArray()) {
            if (mode == '+' || mode == '-') {
                given = mode == '+';
                continue;
            }
            int rank = Member.MODES.indexOf(mode);
            boolean takes = rank >= 0 || "beIk".indexOf(mode) >= 0 || (mode == 'l' && given);
            if (takes && next < params.size()) {
                mode(mode, given, params.get(next++), mine);
            }
        }
    }

    private void mode(char mode, boolean given, String what, String mine) {
        int rank = Member.MODES.indexOf(mode);
        Member was = members.get(Words.folded(what));
        if (rank >= 0 && was != null) {
            Member now = was.with(Member.SIGNS.charAt(rank), given);
            members.put(Words.folded(what), now);
            int[] codes = same(what, mine) ? new int[] {110} : new int[0];
            occupant(now.nick())
                    .filter(it -> complete)
                    .ifPresent(it -> all(Faces.here(it, now, codes)));
        } else if (mode == 'b' && given) {
            bans.addLast(what);
            if (bans.size() > BANS) {
                bans.removeFirst();
            }
        }
    }

    /** Tells whether somebody who is kicked was banned just before: IRC does not say. */
    boolean isBanned(String nick) {
        String mask = member(nick).mask();
        return bans.stream().anyMatch(it -> Masks.matches(it, mask));
    }

    void said(String nick, String body) {
        Message message = Faces.said(occupantOrRoom(nick), body);
        all(message);
        remember(message);
    }

    /** §7.4: what one device has said comes back to all, with its id. */
    void echo(Message message, String mine) {
        occupant(mine)
                .ifPresent(
                        it -> {
                            all(message.withFrom(it));
                            remember(Faces.said(it, message.body()));
                        });
    }

    private void remember(Message message) {
        history.addLast(message.with(Delay.of(Instant.now(), room).toElement()));
        if (history.size() > HISTORY) {
            history.removeFirst();
        }
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
