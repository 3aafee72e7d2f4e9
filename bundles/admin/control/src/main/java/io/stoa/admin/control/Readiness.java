package io.stoa.admin.control;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.Health;
import io.stoa.auth.Accounts;
import io.stoa.bus.Domains;
import io.stoa.component.Uplink;
import io.stoa.stream.Listener;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Waits until the framework has started, every component works and the ports are open; then says
 * so, and on the first start makes the first administrator. Says at once what has failed when
 * nothing is still on its way, and what is missing when it takes too long. Thread-safe.
 */
@Component(service = Readiness.class, immediate = true)
public final class Readiness {

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 25;

    private final BundleContext context;
    private final Health health;
    private final Launcher launcher;
    private final ControlSocket control;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Domains domains;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Accounts accounts;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Uplink uplink;

    /** Begins to wait. */
    @Activate
    public Readiness(
            BundleContext context,
            @Reference(policyOption = GREEDY) Health health,
            @Reference(policyOption = GREEDY) Launcher launcher,
            @Reference(policyOption = GREEDY) ControlSocket control) {
        this.context = context;
        this.health = health;
        this.launcher = launcher;
        this.control = control;
        Thread.ofVirtual()
                .name("readiness")
                .uncaughtExceptionHandler((thread, broken) -> launcher.failed(broken.toString()))
                .start(this::await);
    }

    /** Takes a port. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindListener(Listener listener) {
        listeners.add(listener);
    }

    /** Gives a port back. */
    public void unbindListener(Listener listener) {
        listeners.remove(listener);
    }

    /** Waits no more. */
    @Deactivate
    public void stop() {
        stopped.countDown();
    }

    private void await() {
        Instant end = Instant.now().plus(PATIENCE);
        try {
            while (!stopped.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (context.getBundle(0).getState() == Bundle.ACTIVE && decided(end)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells whether there is nothing more to wait for. */
    private boolean decided(Instant end) {
        List<Health.Trouble> troubles = health.troubles();
        boolean late = Instant.now().isAfter(end);
        if (troubles.stream().anyMatch(it -> it.listener() && it.failed())
                || (open().isEmpty() && (late || anyFailed(troubles)))) {
            launcher.failed("the server cannot start\n" + text(troubles));
            return true;
        }
        if ((!troubles.isEmpty() || isConnecting()) && !late) {
            return false;
        }
        if (!troubles.isEmpty()) {
            launcher.warn("the server works in part only\n" + text(troubles));
        }
        ready();
        return true;
    }

    /** A gateway outside of its server says with its first words whether the server takes it. */
    private boolean isConnecting() {
        Uplink present = uplink;
        return present != null && !present.tried();
    }

    /** With the framework started, what waits then waits for what has failed. */
    private static boolean anyFailed(List<Health.Trouble> troubles) {
        return troubles.stream().anyMatch(Health.Trouble::failed);
    }

    private static String text(List<Health.Trouble> troubles) {
        boolean failed = troubles.stream().anyMatch(Health.Trouble::failed);
        return troubles.stream()
                .filter(it -> it.failed() || !failed)
                .map(it -> "  " + it.component() + ": " + it.reason())
                .collect(Collectors.joining("\n"));
    }

    private List<Listener> open() {
        return listeners.stream()
                .filter(listener -> listener.port() >= 0)
                .sorted(Comparator.comparing(Listener::name))
                .toList();
    }

    private void ready() {
        Uplink present = uplink;
        if (present != null) {
            launcher.ready(GatewayBanner.text(version(), present, data()));
            LOG.info("ready: {} is {}", present.domain(), present.state());
            writeFile(List.of(present.domain()), data());
            return;
        }
        Domains served = domains;
        List<String> names = served == null ? List.of("nothing") : served.all();
        Optional<FirstAdministrator.Created> administrator =
                Optional.ofNullable(accounts)
                        .flatMap(it -> FirstAdministrator.create(it, names.getFirst()));
        administrator.ifPresent(
                made -> LOG.info("made the first administrator {}", made.account()));
        launcher.ready(Banner.text(version(), names, open(), data(), administrator));
        LOG.info("ready: serving {} on {}", names, open().stream().map(Listener::port).toList());
        writeFile(names, data());
    }

    private String version() {
        return context.getBundle().getVersion().toString();
    }

    private Path data() {
        return Path.of(String.valueOf(context.getProperty("stoa.data")));
    }

    private void writeFile(List<String> names, Path data) {
        String file = context.getProperty("stoa.ready.file");
        if (file == null || file.isEmpty()) {
            return;
        }
        long pid = ProcessHandle.current().pid();
        try {
            ReadyFile.write(
                    Path.of(file), ReadyFile.json(pid, names, open(), control.path(), data));
        } catch (IOException failure) {
            launcher.warn("cannot write the ready file " + file + ": " + failure);
        }
    }
}
