package io.stoa.stanza;

import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Pages of a long answer (XEP-0059). Stateless. */
public final class ResultSet {

    /** The namespace. */
    public static final String NAMESPACE = "http://jabber.org/protocol/rsm";

    private ResultSet() {}

    /**
     * Cuts the page that was asked for out of a whole list.
     *
     * @param all the list in its order
     * @param uid names an item, uniquely within the list
     * @param request what was asked for
     * @param limit at most so many items, whatever was asked for
     * @throws StanzaException with {@code item-not-found} when the page begins at or ends with an
     *     item that is not there (§2.4)
     */
    public static <T> Cut<T> cut(List<T> all, Function<T, String> uid, Request request, int limit) {
        int from = request.after().map(id -> position(all, uid, id) + 1).orElse(0);
        int to =
                request.before()
                        .filter(id -> !id.isEmpty())
                        .map(id -> position(all, uid, id))
                        .orElse(all.size());
        from = Math.max(from, Math.min(request.index().orElse(0), all.size()));
        to = Math.max(from, to);
        int size = Math.min(to - from, Math.min(limit, request.max().orElse(limit)));
        int begin = request.backwards() ? to - size : from;
        List<T> items = all.subList(begin, begin + size);
        Page page =
                items.isEmpty()
                        ? Page.empty(OptionalInt.of(all.size()))
                        : new Page(
                                Optional.of(uid.apply(items.getFirst())),
                                Optional.of(uid.apply(items.getLast())),
                                OptionalInt.of(begin),
                                OptionalInt.of(all.size()));
        return new Cut<>(items, page, size == to - from);
    }

    private static <T> int position(List<T> all, Function<T, String> uid, String id) {
        for (int i = 0; i < all.size(); i++) {
            if (uid.apply(all.get(i)).equals(id)) {
                return i;
            }
        }
        throw new StanzaException(Condition.ITEM_NOT_FOUND);
    }

    private static Element text(String local, String text) {
        Element element = Element.of(NAMESPACE, local);
        return text.isEmpty() ? element : element.with(new Text(text));
    }

    /**
     * A page of a list.
     *
     * @param items the items, in the order of the list
     * @param page what the answer says about them
     * @param complete whether nothing is left in the direction of the paging
     */
    public record Cut<T>(List<T> items, Page page, boolean complete) {}

    /**
     * Which page is asked for. Immutable.
     *
     * @param max at most so many items (§2.1); 0 asks for the count alone (§2.7)
     * @param after what follows this item (§2.2)
     * @param before what precedes this item, and of that the last page (§2.3); "" for the last page
     *     of all (§2.5)
     * @param index what begins at this position (§2.6)
     */
    public record Request(
            OptionalInt max, Optional<String> after, Optional<String> before, OptionalInt index) {

        /** Asks for everything. */
        public static final Request ALL =
                new Request(
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty());

        /** Tells whether the last items are wanted instead of the first ones. */
        public boolean backwards() {
            return before.isPresent();
        }

        /**
         * Reads the {@code <set/>} in an element; {@link #ALL} when there is none.
         *
         * @throws StanzaException with {@code bad-request} when max or index is no number
         */
        public static Request in(Element parent) {
            return parent.child(NAMESPACE, "set").map(Request::from).orElse(ALL);
        }

        private static Request from(Element set) {
            return new Request(
                    number(set, "max"),
                    set.child(NAMESPACE, "after").map(Element::text).filter(id -> !id.isEmpty()),
                    set.child(NAMESPACE, "before").map(Element::text),
                    number(set, "index"));
        }

        private static OptionalInt number(Element set, String local) {
            Optional<Element> child = set.child(NAMESPACE, local);
            if (child.isEmpty()) {
                return OptionalInt.empty();
            }
            try {
                int number = Integer.parseInt(child.get().text().strip());
                if (number >= 0) {
                    return OptionalInt.of(number);
                }
                throw bad(local);
            } catch (NumberFormatException wrong) {
                throw bad(local);
            }
        }

        private static StanzaException bad(String local) {
            return new StanzaException(
                    StanzaError.of(
                            Condition.BAD_REQUEST,
                            local + " is a whole number that is not negative"));
        }

        /** Returns the {@code <set/>} element. */
        public Element toElement() {
            Element set = Element.of(NAMESPACE, "set");
            if (max.isPresent()) {
                set = set.with(text("max", Integer.toString(max.getAsInt())));
            }
            if (index.isPresent()) {
                set = set.with(text("index", Integer.toString(index.getAsInt())));
            }
            if (after.isPresent()) {
                set = set.with(text("after", after.get()));
            }
            return before.isPresent() ? set.with(text("before", before.get())) : set;
        }
    }

    /**
     * What an answer says about its page (§2.2). Immutable.
     *
     * @param first the first item of the page, empty when there is none
     * @param last the last item of the page
     * @param index the position of the first item, if that is known
     * @param count how many items there are in all, if that is known
     */
    public record Page(
            Optional<String> first, Optional<String> last, OptionalInt index, OptionalInt count) {

        /** Makes the page of nothing: neither first nor last (§2.2). */
        public static Page empty(OptionalInt count) {
            return new Page(Optional.empty(), Optional.empty(), OptionalInt.empty(), count);
        }

        /** Returns the {@code <set/>} element. */
        public Element toElement() {
            Element set = Element.of(NAMESPACE, "set");
            if (first.isPresent()) {
                Element begin = text("first", first.get());
                set =
                        set.with(
                                index.isPresent()
                                        ? begin.with("index", Integer.toString(index.getAsInt()))
                                        : begin);
            }
            if (last.isPresent()) {
                set = set.with(text("last", last.get()));
            }
            return count.isPresent()
                    ? set.with(text("count", Integer.toString(count.getAsInt())))
                    : set;
        }
    }
}
