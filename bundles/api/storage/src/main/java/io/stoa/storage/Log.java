package io.stoa.storage;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;

import org.osgi.annotation.versioning.ConsumerType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Values in the order of their arrival for each owner. Thread-safe; may block.
 *
 * @param <V> the type of the values
 */
@ConsumerType
public interface Log<V> {

    /**
     * Appends a value without a tag; see {@link #append(BareJid, Instant, Jid, String, Object)}.
     */
    default String append(BareJid owner, Instant time, Jid with, V value) {
        return append(owner, time, with, "", value);
    }

    /**
     * Appends a value.
     *
     * @param time when it happened, kept to the microsecond; the order of the log is that of the
     *     appends all the same
     * @param with the other party, by which the log can be searched
     * @param tag a text by which, with the other party, the entry can be found again; "" for none
     * @return the new entry's id: 16 hexadecimal digits in lower case, unique within the owner's
     *     log and never used again; the ids sort as the log does
     */
    String append(BareJid owner, Instant time, Jid with, String tag, V value);

    /** Returns one entry. */
    Optional<Entry<V>> get(BareJid owner, String id);

    /** Returns the newest entry that was appended with this bare address and this tag. */
    Optional<Entry<V>> tagged(BareJid owner, BareJid with, String tag);

    /** Returns one page of the entries that a query selects, in the order of the log. */
    Page<V> find(BareJid owner, Query query);

    /** Counts the entries that a query selects, no further than its limit. */
    int count(BareJid owner, Query query);

    /** Replaces the value of an entry that stays where it is (XEP-0424 tombstones). */
    boolean replace(BareJid owner, String id, V value);

    /** Removes one entry. */
    boolean remove(BareJid owner, String id);

    /**
     * Removes entries that are older than a moment, at most so many at a time.
     *
     * @return how many were removed
     */
    int purge(BareJid owner, Instant before, int limit);

    /**
     * An entry.
     *
     * @param id its id
     * @param time when it happened
     * @param with the other party
     * @param value the value
     */
    record Entry<V>(String id, Instant time, Jid with, V value) {}

    /**
     * A page.
     *
     * @param entries the entries, oldest first
     * @param complete whether nothing more is selected in the direction of the paging
     */
    record Page<V>(List<Entry<V>> entries, boolean complete) {}

    /**
     * Selects entries; absent parts do not restrict.
     *
     * @param with only entries with this party: a bare JID matches its full ones, too
     * @param start not before this moment
     * @param end not after this moment
     * @param after only what follows this id, not itself
     * @param before only what precedes this id, not itself
     * @param backwards whether the last of the selected entries are wanted instead of the first
     *     ones; the page is in the order of the log all the same
     * @param limit at most so many entries
     */
    record Query(
            Optional<Jid> with,
            Optional<Instant> start,
            Optional<Instant> end,
            Optional<String> after,
            Optional<String> before,
            boolean backwards,
            int limit) {

        /** Selects everything, the first entries first. */
        public static Query first(int limit) {
            return end(false, limit);
        }

        /** Selects everything, the last entries first, or the first ones. */
        public static Query end(boolean backwards, int limit) {
            return new Query(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    backwards,
                    limit);
        }
    }
}
