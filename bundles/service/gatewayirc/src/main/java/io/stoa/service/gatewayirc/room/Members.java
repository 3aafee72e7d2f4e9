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
 *
 * <p>They are kept in the form in which they are handed over, and found by their names only when
 * somebody asks: an update of the bundle hands over all of everybody's channels while people wait.
 */
final class Members {

    private static final int MOST = 10_000;
    private static final int LONGEST_NICK = 64;
    private static final int LONGEST_MASK = 256;

    private final AtomicInteger left;
    private final UnaryOperator<String> folded;
    // by nickname, each as Member.state has it
    private final Map<String, List<?>> members = new LinkedHashMap<>();
    // what was handed over, until somebody asks
    private List<?> given = List.of();

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

    private Map<String, List<?>> members() {
        if (!given.isEmpty()) {
            List<?> all = given;
            given = List.of();
            left.addAndGet(all.size());
            all.forEach(it -> add(Member.of((List<?>) it)));
        }
        return members;
    }

    /** Remembers somebody; one who is known already as it is now. */
    void put(Member member) {
        members();
        add(member);
    }

    private void add(Member member) {
        String key = folded.apply(member.nick());
        boolean fits =
                !member.nick().isEmpty()
                        && member.nick().length() <= LONGEST_NICK
                        && member.mask().length() <= LONGEST_MASK
                        && member.account().length() <= LONGEST_NICK;
        boolean known = members.containsKey(key);
        if (fits && (known || (members.size() < MOST && left.get() > 0))) {
            members.put(key, member.state());
            left.addAndGet(known ? 0 : -1);
        }
    }

    Optional<Member> find(String nick) {
        return Optional.ofNullable(members().get(folded.apply(nick))).map(Member::of);
    }

    Optional<Member> remove(String nick) {
        Optional<Member> was =
                Optional.ofNullable(members().remove(folded.apply(nick))).map(Member::of);
        was.ifPresent(it -> left.incrementAndGet());
        return was;
    }

    /** Other nicknames than before are the same. */
    void foldAgain() {
        List<?> all = state();
        clear();
        restore(all);
    }

    /** All, as they are now. */
    Collection<Member> all() {
        return members().values().stream().map(Member::of).toList();
    }

    int size() {
        return members().size();
    }

    /** As they are handed over. */
    List<?> state() {
        return given.isEmpty() ? List.copyOf(members.values()) : given;
    }

    /** Remembers those whom {@link #state} has told of, if there is nobody yet. */
    void restore(List<?> state) {
        given = state;
        left.addAndGet(-state.size());
    }

    void clear() {
        left.addAndGet(members().size());
        members.clear();
    }
}
