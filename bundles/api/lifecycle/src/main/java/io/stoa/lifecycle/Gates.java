package io.stoa.lifecycle;

import org.osgi.annotation.versioning.ProviderType;

import java.util.Set;

/**
 * Closes gates before features that are about to be replaced. What arrives for them is parked, in
 * order and bounded, until the gate is open again. Thread-safe.
 */
@ProviderType
public interface Gates {

    /**
     * Closes a gate before bundles, and waits until the calls inside have left, at most as long as
     * configured.
     *
     * @param bundles the ids of the bundles that will be replaced, and of those whose components
     *     require a service of theirs: Declarative Services stops and starts such components, too
     * @throws IllegalStateException when one of them is behind a closed gate already
     */
    Gate close(Set<Long> bundles);

    /**
     * Lets nobody into a bundle any more, as if it had left: it hangs, and somebody else serves in
     * its place. For ever.
     */
    void bar(long bundle);
}
