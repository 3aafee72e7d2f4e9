package io.stoa.service.mucsearch;

import io.stoa.muc.PublicRoom;
import io.stoa.stanza.ResultSet;
import io.stoa.stanza.StanzaException;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Cuts pages out of what was found (XEP-0059). Nothing is kept between two pages (XEP-0433 §2): a
 * page begins where the one before has ended, whether the room that stood there is there still or
 * not. Stateless.
 */
final class Pages {

    private Pages() {}

    /**
     * Cuts a page.
     *
     * @param found everything, in its order
     * @throws StanzaException with {@code item-not-found} when there is no such place
     */
    static ResultSet.Cut<PublicRoom> cut(
            List<PublicRoom> found, Order order, ResultSet.Request page, int limit) {
        int from = page.after().map(it -> after(found, order, it)).orElse(0);
        from = Math.max(from, Math.min(page.index().orElse(0), found.size()));
        int to =
                page.before()
                        .filter(it -> !it.isEmpty())
                        .map(it -> position(found, order, it))
                        .orElse(found.size());
        to = Math.max(from, to);
        int size = Math.min(to - from, Math.min(limit, page.max().orElse(limit)));
        int begin = page.backwards() ? to - size : from;
        List<PublicRoom> items = found.subList(begin, begin + size);
        OptionalInt count = OptionalInt.of(found.size());
        ResultSet.Page told =
                items.isEmpty()
                        ? ResultSet.Page.empty(count)
                        : new ResultSet.Page(
                                Optional.of(order.place(items.getFirst())),
                                Optional.of(order.place(items.getLast())),
                                OptionalInt.of(begin),
                                count);
        return new ResultSet.Cut<>(items, told, size == to - from);
    }

    private static int after(List<PublicRoom> found, Order order, String place) {
        int position = position(found, order, place);
        boolean there =
                position < found.size()
                        && order.comparator().compare(found.get(position), order.at(place)) == 0;
        return there ? position + 1 : position;
    }

    /** Where a room stands, or would. */
    private static int position(List<PublicRoom> found, Order order, String place) {
        int at = Collections.binarySearch(found, order.at(place), order.comparator());
        return at < 0 ? -at - 1 : at;
    }
}
