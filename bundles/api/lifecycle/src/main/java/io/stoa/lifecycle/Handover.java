package io.stoa.lifecycle;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hands hot state from one version of a feature to the next. A component registers it beside what
 * it handles; the state is taken when nobody is inside the feature any more, and given to the
 * successor of the same name before anybody enters it. Called by one thread at a time; may block.
 */
@ConsumerType
public interface Handover {

    /** Returns the name by which the successor is found; it starts with the bundle's name. */
    String name();

    /**
     * Takes the state out. Only types of the JDK and of {@code io.stoa} model packages may be in
     * it, for a class of the feature's would keep its class loader.
     */
    Object save();

    /**
     * Takes the state of the predecessor over, which may be an older or, after a return to the
     * previous version, a newer one's.
     *
     * @throws IllegalArgumentException when it is not understood: the update is then undone
     */
    void restore(Object state);
}
