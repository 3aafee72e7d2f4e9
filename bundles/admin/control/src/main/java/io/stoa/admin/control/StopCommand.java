package io.stoa.admin.control;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import java.util.List;

/** {@code stoa stop}: ends the server in good order. Thread-safe. */
@Component
public final class StopCommand implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "stop",
                    "Stop the server in good order.",
                    "Streams are closed with <system-shutdown/>, the database is shut down, and the"
                            + " command waits until the process has ended.",
                    List.of(),
                    false);

    private final BundleContext context;

    /** Takes the context. */
    @Activate
    public StopCommand(BundleContext context) {
        this.context = context;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        // The framework stops on threads of its own and takes the control socket down last of ours,
        // so that this answer still leaves: level 90 is the first to go, but not before we return.
        Thread.ofVirtual().name("stop").start(this::stop);
        return Report.of("stopping");
    }

    private void stop() {
        try {
            context.getBundle(0).stop();
        } catch (BundleException failure) {
            ControlSocket.LOG.error("cannot stop", failure);
        }
    }
}
