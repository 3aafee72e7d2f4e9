package io.stoa.bus;

import io.stoa.jid.Jid;
import io.stoa.xml.Element;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;

/**
 * Adds to the answers of service discovery what is not fixed (XEP-0030): identities, items,
 * extension forms (XEP-0128). Fixed features are declared with {@link Disco} and {@link
 * AccountDisco}. Thread-safe; must not block, except to answer for a node of its own.
 */
@ConsumerType
public interface DiscoProvider {

    /**
     * Returns {@code <identity/>}, {@code <feature/>} and {@code <x/>} elements; none by default.
     */
    default List<Element> info(Query query) {
        return List.of();
    }

    /** Returns {@code <item/>} elements; none by default. */
    default List<Element> items(Query query) {
        return List.of();
    }

    /**
     * What is asked.
     *
     * @param target whether the server or an account is asked
     * @param entity the address that is asked
     * @param node the node, "" for the entity itself
     * @param asker who asks
     */
    record Query(Target target, Jid entity, String node, Jid asker) {}
}
