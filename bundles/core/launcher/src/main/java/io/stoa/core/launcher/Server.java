package io.stoa.core.launcher;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The server, or a gateway outside of it, in the foreground, from lock to exit code. */
final class Server {

    /** Longer than admin/control waits before it says what is missing. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final UpOptions options;
    private final Terminal terminal;

    Server(UpOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** Runs until the framework stops; returns the exit code. */
    int run() {
        try (DataDirectory _ = DataDirectory.open(options.data(), options.gateway())) {
            options.properties().forEach(System::setProperty); // logback.xml reads stoa.data
            Framework framework = Container.create(options);
            Ending ending = Ending.of(framework, terminal);
            int code = 1;
            try {
                code = start(framework) ? 0 : 1;
            } finally {
                code = ending.finish(code);
            }
            return code;
        } catch (IOException | BundleException failure) {
            throw new LaunchException(1, "could not start: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private boolean start(Framework framework)
            throws BundleException, IOException, InterruptedException {
        HeldErrors errors = new HeldErrors(new FileOutputStream(FileDescriptor.err));
        System.setErr(errors.stream());
        StartReport report =
                new StartReport(terminal, errors, options.data(), Runtime.getRuntime()::halt);
        framework.init();
        BundleContext context = framework.getBundleContext();
        context.registerService(
                BiConsumer.class,
                report,
                FrameworkUtil.asDictionary(Map.of("stoa.launcher", "true")));
        List<Bundle> bundles = Container.install(options.home(), context);
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        framework.start();
        Thread.ofVirtual().start(() -> awaitStop(framework, report));
        boolean well = report.await(PATIENCE);
        if (well) {
            framework.waitForStop(0);
        }
        return well;
    }

    private static void awaitStop(Framework framework, StartReport report) {
        try {
            framework.waitForStop(0);
            report.stopped();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
