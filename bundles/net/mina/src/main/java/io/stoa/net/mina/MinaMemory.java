package io.stoa.net.mina;

import org.apache.mina.core.polling.AbstractPollingIoProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.reflect.Field;
import java.util.Map;

/**
 * What MINA remembers for ever. It counts the threads of each class of processors, and the class
 * would keep its loader, which is this bundle, in memory after an update. Stateless.
 */
final class MinaMemory {

    private static final Logger LOG = LoggerFactory.getLogger(MinaMemory.class);
    private static final String COUNTS = "threadIds";

    private MinaMemory() {}

    /** Forgets a class; tells whether it was remembered. */
    static boolean forget(Class<?> loop) {
        try {
            Field field = AbstractPollingIoProcessor.class.getDeclaredField(COUNTS);
            field.setAccessible(true);
            return field.get(null) instanceof Map<?, ?> counts && counts.remove(loop) != null;
        } catch (ReflectiveOperationException otherwise) {
            LOG.warn("MINA keeps {} in memory: {}", loop, otherwise.toString());
            return false;
        }
    }
}
