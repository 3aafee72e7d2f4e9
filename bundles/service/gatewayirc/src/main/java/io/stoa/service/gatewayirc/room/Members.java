package io.stoa.service.gatewayirc.room;

import io.stoa.service.gatewayirc.wire.Words;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who is in a channel, in the order in which they came; no more than a network may make us
 * remember. Used under a session's lock.
 */
final class Members {

    private static final int MOST = 10_000;
    private static final int LONGEST_NICK = 64;
    private static final int LONGEST_MASK = 256;

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final AtomicInteger left;

    /**
     * Makes an empty one.
     *
     * @param left how many the session may remember in all its channels yet
     */
    Members(AtomicInteger left) {
        this.left = left;
    }

    /** Remembers somebody; one who is known already as it is now. */
    void put(Member member) {
        String key = Words.folded(member.nick());
        boolean fits =
                !member.nick().isEmpty()
                        && member.nick().length() <= LONGEST_NICK
                        && member.mask().length() <= LONGEST_MASK
                        && member.account().length() <= LONGEST_NICK;
        boolean known = members.containsKey(key);
        if (fits && (known || (members.size() < MOST && left.get() > 0))) {
            members.put(key, member);
            left.addAndGet(known ? 0 : -1);
        }
    }

    Optional<Member> find(String nick) {
        return Optional.ofNullable(members.get(Words.folded(nick)));
    }

    Optional<Member> remove(String nick) {
        Optional<Member> was = Optional.ofNullable(members.remove(Words.folded(nick)));
        was.ifPresent(it -> left.incrementAndGet());
        return was;
    }

    /** All, as they are now. */
    Collection<Member> all() {
        return List.copyOf(members.values());
    }

    int size() {
        return members.size();
    }

    /** As it is handed over. */
    List<List<String>> state() {
        return members.values().stream().map(Member::state).toList();
    }

    void clear() {
        left.addAndGet(members.size());
        members.clear();
    }
}
