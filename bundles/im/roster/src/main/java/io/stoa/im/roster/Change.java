package io.stoa.im.roster;

import io.stoa.im.RosterItem;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What happens to one item. Immutable.
 *
 * @param before the item as it was, empty when there was none
 * @param after the item as it shall be, empty when there shall be none
 */
record Change(Optional<RosterItem> before, Optional<RosterItem> after) {

    /** Applies an operator; an item that nobody sees and that keeps nothing is none. */
    static Change of(Optional<RosterItem> before, UnaryOperator<Optional<RosterItem>> operator) {
        return new Change(
                before,
                operator.apply(before).filter(it -> it.listed() || it.pendingIn().isPresent()));
    }

    boolean none() {
        return before.equals(after);
    }

    /** Tells whether clients see it: RFC 6121 §2.6.3 calls that a roster modification. */
    boolean visible() {
        return !seen(before).equals(seen(after));
    }

    /** Tells whether clients see one more item than before. */
    boolean adds() {
        return seen(before).isEmpty() && seen(after).isPresent();
    }

    private static Optional<RosterItem> seen(Optional<RosterItem> item) {
        return item.filter(RosterItem::listed).map(it -> it.pendingIn(Optional.empty()));
    }
}
