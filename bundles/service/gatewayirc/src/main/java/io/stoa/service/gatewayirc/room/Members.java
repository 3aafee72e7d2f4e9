package io.stoa.service.gatewayirc.room;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

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
    private final UnaryOperator<String> folded;

    /**
     * Makes an empty one.
     *
     * @param left how many the session may remember in all its channels yet
     * @param folded the form in which nicknames that are the same are equal
     */
    Members(AtomicInteger left, UnaryOperator<String> folded) {
        this.left = left;
        this.folded = folded;
    }

    /** Remembers somebody; one who is known already as it is now. */
    void put(Member member) {
        String key = folded.apply(member.nick());
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
        return Optional.ofNullable(members.get(folded.apply(nick)));
    }

    Optional<Member> remove(String nick) {
        Optional<Member> was = Optional.ofNullable(members.remove(folded.apply(nick)));
        was.ifPresent(it -> left.incrementAndGet());
        return was;
    }

    /** Other nicknames than before are the same. */
    void foldAgain() {
        List<Member> all = List.copyOf(members.values());
        clear();
        all.forEach(this::put);
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
