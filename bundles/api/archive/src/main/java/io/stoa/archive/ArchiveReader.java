package io.stoa.archive;

import io.stoa.jid.BareJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.ResultSet;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.Log;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Finds the page that a query asks for (XEP-0313 §4.3, XEP-0059). Thread-safe; blocks. */
final class ArchiveReader {

    private final Archive archive;
    private final PageLimits limits;

    ArchiveReader(Archive archive, PageLimits limits) {
        this.archive = archive;
        this.limits = limits;
    }

    /**
     * What was found.
     *
     * @param entries the messages, oldest first
     * @param page what is said about them
     * @param complete whether nothing is left in the direction of the paging
     */
    record Found(List<Log.Entry<Message>> entries, ResultSet.Page page, boolean complete) {}

    Found read(BareJid owner, ArchiveQuery query) {
        if (!query.form().ids().isEmpty()) {
            return named(owner, query);
        }
        if (query.set().index().isPresent()) {
            // XEP-0059 §2.6: counting from the beginning takes as long as the archive is
            throw new StanzaException(
                    StanzaError.of(Condition.FEATURE_NOT_IMPLEMENTED, "no page by its index"));
        }
        int limit = limit(query);
        Log.Query selection = selection(owner, query, limit);
        if (limit == 0) {
            return new Found(List.of(), ResultSet.Page.empty(count(owner, selection)), false);
        }
        Log.Page<Message> page = archive.find(owner, selection);
        List<Log.Entry<Message>> fitting = fitting(page.entries(), query.set().backwards());
        boolean complete = page.complete() && fitting.size() == page.entries().size();
        return new Found(fitting, describe(owner, query, fitting, complete), complete);
    }

    private int limit(ArchiveQuery query) {
        return Math.min(query.set().max().orElse(limits.page()), limits.largest());
    }

    private Log.Query selection(BareJid owner, ArchiveQuery query, int limit) {
        QueryForm form = query.form();
        ResultSet.Request set = query.set();
        return new Log.Query(
                form.with(),
                form.start(),
                form.end(),
                positions(owner, form.afterId(), set.after()).max(Comparator.naturalOrder()),
                positions(owner, form.beforeId(), set.before().filter(id -> !id.isEmpty()))
                        .min(Comparator.naturalOrder()),
                set.backwards(),
                limit);
    }

    /** The places of messages in the log; its ids sort as it does. */
    private Stream<String> positions(
            BareJid owner, Optional<String> filter, Optional<String> page) {
        return Stream.of(filter, page).flatMap(Optional::stream).map(id -> entry(owner, id).id());
    }

    /** §4.1.3, §4.3.2: a message that is not, or no longer, there is an error. */
    private Log.Entry<Message> entry(BareJid owner, String id) {
        return archive.find(owner, id)
                .orElseThrow(() -> new StanzaException(Condition.ITEM_NOT_FOUND));
    }

    /** XEP-0059 §2.7: a count is left out when it would take too long. */
    private OptionalInt count(BareJid owner, Log.Query selection) {
        Log.Query counted =
                new Log.Query(
                        selection.with(),
                        selection.start(),
                        selection.end(),
                        selection.after(),
                        selection.before(),
                        selection.backwards(),
                        limits.counted() + 1);
        int count = archive.count(owner, counted);
        return count <= limits.counted() ? OptionalInt.of(count) : OptionalInt.empty();
    }

    /** A client that is slow to read would lose its stream over a page of very long messages. */
    private List<Log.Entry<Message>> fitting(List<Log.Entry<Message>> page, boolean backwards) {
        List<Log.Entry<Message>> inOrder = backwards ? page.reversed() : page;
        int fit = 0;
        long bytes = 0;
        while (fit < inOrder.size()) {
            bytes += inOrder.get(fit).value().toElement().utf8().remaining();
            if (bytes > limits.bytes() && fit > 0) {
                break;
            }
            fit++;
        }
        List<Log.Entry<Message>> fitting = inOrder.subList(0, fit);
        return backwards ? fitting.reversed() : fitting;
    }

    /** The index and the count are told where they are known without counting. */
    private ResultSet.Page describe(
            BareJid owner, ArchiveQuery query, List<Log.Entry<Message>> entries, boolean complete) {
        ResultSet.Request set = query.set();
        boolean whole = complete && set.after().isEmpty() && set.before().orElse("").isEmpty();
        boolean fromTheStart = set.after().isEmpty() && (whole || !set.backwards());
        OptionalInt count = whole ? OptionalInt.of(entries.size()) : OptionalInt.empty();
        return entries.isEmpty()
                ? ResultSet.Page.empty(count)
                : new ResultSet.Page(
                        Optional.of(archive.id(owner, entries.getFirst())),
                        Optional.of(archive.id(owner, entries.getLast())),
                        fromTheStart ? OptionalInt.of(0) : OptionalInt.empty(),
                        count);
    }

    /** §4.1.3: the messages of a list of ids, with the other filters and the paging applied. */
    private Found named(BareJid owner, ArchiveQuery query) {
        QueryForm form = query.form();
        if (form.ids().size() > limits.largest()) {
            throw new StanzaException(
                    StanzaError.of(
                            Condition.POLICY_VIOLATION,
                            "at most " + limits.largest() + " ids at a time"));
        }
        Log.Query filters = selection(owner, query, 0);
        List<Log.Entry<Message>> all =
                form.ids().stream()
                        .map(id -> entry(owner, id))
                        .sorted(Comparator.comparing(Log.Entry::id))
                        .filter(it -> selects(filters, form, it))
                        .toList();
        ResultSet.Cut<Log.Entry<Message>> cut =
                ResultSet.cut(all, it -> archive.id(owner, it), query.set(), limit(query));
        List<Log.Entry<Message>> fitting = fitting(cut.items(), query.set().backwards());
        return fitting.size() == cut.items().size()
                ? new Found(fitting, cut.page(), cut.complete())
                : new Found(fitting, describe(owner, query, fitting, false), false);
    }

    private static boolean selects(Log.Query filters, QueryForm form, Log.Entry<Message> entry) {
        Instant time = entry.time();
        boolean inTime =
                form.start().filter(time::isBefore).isEmpty()
                        && form.end().filter(time::isAfter).isEmpty();
        boolean with =
                form.with()
                        .map(it -> it.equals(entry.with()) || it.equals(entry.with().bare()))
                        .orElse(true);
        return inTime && with && between(filters, entry.id());
    }

    private static boolean between(Log.Query filters, String id) {
        return filters.after().map(it -> id.compareTo(it) > 0).orElse(true)
                && filters.before().map(it -> id.compareTo(it) < 0).orElse(true);
    }
}
