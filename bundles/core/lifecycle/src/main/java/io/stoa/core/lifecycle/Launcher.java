package io.stoa.core.lifecycle;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.BiConsumer;

/** Tells the launcher that the server must not start. Without a launcher it is only logged. */
final class Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private Launcher() {}

    static void refuse(BundleContext context, String message) {
        LOG.error("{}", message);
        try {
            ServiceReference<?>[] launchers =
                    context.getServiceReferences(
                            BiConsumer.class.getName(), "(stoa.launcher=true)");
            if (launchers == null) {
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
