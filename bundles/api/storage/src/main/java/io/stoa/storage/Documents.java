package io.stoa.storage;

import io.stoa.jid.BareJid;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One value for each owner. Thread-safe; may block.
 *
 * @param <V> the type of the values
 */
@ConsumerType
public interface Documents<V> {

    /** Returns the owner's value. */
    Optional<V> get(BareJid owner);

    /**
     * Changes the owner's value in one transaction: no other change comes between.
     *
     * @param change gets the present value and returns the new one; empty removes it. It may be
     *     called again when the transaction has to be repeated.
     */
    void update(BareJid owner, UnaryOperator<Optional<V>> change);

    /**
     * Lists the owners of a domain that have a value, in the order of their localparts.
     *
     * @param after list what comes after this localpart; "" for the beginning
     * @param limit at most so many
     */
    List<BareJid> owners(String domain, String after, int limit);
}
