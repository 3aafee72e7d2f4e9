package io.stoa.component;

import io.stoa.jid.BareJid;
import io.stoa.stanza.Stanza;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Adds to what external components may do, such as to act for accounts (XEP-0356). Thread-safe;
 * called by the stream of the component concerned, which may block: then that one component waits.
 */
@ConsumerType
public interface ComponentExtension {

    /**
     * Takes notice that a component has proved who it is; what is sent to it from now on it gets.
     * Who registers later is told of those that are connected.
     *
     * @param component its domain
     */
    default void connected(BareJid component) {}

    /** Takes notice that a component has left. */
    default void disconnected(BareJid component) {}

    /**
     * Takes notice that an administrator has removed a component: nothing of it shall be left.
     *
     * @param component its domain, or the one under which it could have any name
     */
    default void removed(BareJid component) {}

    /**
     * Takes a stanza that a component has sent, in the place of the way that stanzas go. It answers
     * itself, with {@code StanzaBus}.
     *
     * @param stanza from an address of the component's domain, with {@code to}
     * @param component its domain
     * @return false when the stanza is none of its business
     */
    boolean take(Stanza stanza, BareJid component);
}
