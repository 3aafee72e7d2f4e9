package io.stoa.core.config;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.BiConsumer;

/** Tells the launcher that the server cannot start. Without a launcher it is only logged. */
final class StartFailure {

    private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);

    private StartFailure() {}

    static void tell(BundleContext context, String message) {
        try {
            ServiceReference<?>[] launchers =
                    context.getServiceReferences(
                            BiConsumer.class.getName(), "(stoa.launcher=true)");
            if (launchers == null) {
                LOG.error("{}", message);
                return;
            }
            for (ServiceReference<?> launcher : launchers) {
                if (context.getService(launcher) instanceof BiConsumer<?, ?> found) {
                    tell(found, message);
                }
            }
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("unchecked") // the launcher's is a BiConsumer of two texts
    private static void tell(BiConsumer<?, ?> launcher, String message) {
        ((BiConsumer<String, String>) launcher).accept("refused", message);
    }
}
