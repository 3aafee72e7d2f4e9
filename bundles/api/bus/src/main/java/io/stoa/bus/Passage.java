package io.stoa.bus;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A stanza on its way. It starts on the I/O thread that read it and stays there as long as no step
 * may block; then the rest is carried on by a thread that may. Used by one thread at a time.
 */
@ProviderType
public interface Passage {

    /**
     * Goes on as far as it can.
     *
     * @param mayBlock whether this thread may block
     * @return whether the passage is complete; when false, call again with {@code mayBlock}
     */
    boolean advance(boolean mayBlock);
}
