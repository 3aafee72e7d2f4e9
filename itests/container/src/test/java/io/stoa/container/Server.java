package io.stoa.container;

import io.stoa.stream.Listener;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.util.tracker.ServiceTracker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The server around the test: its bundles, components and port. */
final class Server {

    private static final long PATIENCE_MILLIS = 30_000;
    private static final long POLL_MILLIS = 25;
    private static final int FEATURES = 50;

    private final BundleContext context;

    Server(BundleContext context) {
        this.context = context;
    }

    /** Waits until the server says that it is ready. */
    void awaitReady() throws InterruptedException {
        Path ready = Path.of(context.getProperty("stoa.ready.file"));
        if (!await(() -> Files.exists(ready))) {
            throw new AssertionError("not ready: " + troubles());
        }
    }

    /** Asks until something is so; tells whether it has become so. */
    static boolean await(Question question) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        boolean so = question.yes();
        while (!so && System.nanoTime() < end) {
            so = never.await(POLL_MILLIS, TimeUnit.MILLISECONDS) || question.yes();
        }
        return so;
    }

    /** What is waited for. */
    interface Question {
        boolean yes() throws InterruptedException;
    }

    /** Returns every bundle but the framework and fragments. */
    List<Bundle> bundles() {
        return Arrays.stream(context.getBundles())
                .filter(it -> it.getBundleId() != 0)
                .filter(it -> it.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .toList();
    }

    /** Returns our bundles that anybody may stop: features, backends and ports. */
    List<Bundle> features() {
        return bundles().stream()
                .filter(it -> it.getSymbolicName().startsWith("io.stoa."))
                .filter(it -> it.adapt(BundleStartLevel.class).getStartLevel() >= FEATURES)
                .toList();
    }

    /** Returns a bundle by its folder, such as {@code info/ping}. */
    Bundle bundle(String folder) {
        String name = "io.stoa." + folder.replace('/', '.');
        return bundles().stream()
                .filter(it -> it.getSymbolicName().equals(name))
                .findAny()
                .orElseThrow(() -> new AssertionError("no bundle " + name));
    }

    /** Waits for the port of clients. */
    int port() throws InterruptedException {
        try (Tracked<Listener> listeners = new Tracked<>(context, Listener.class)) {
            listeners.first();
            return listeners.all().stream()
                    .filter(it -> it.name().equals("c2s"))
                    .map(Listener::port)
                    .findAny()
                    .orElseThrow();
        }
    }

    /** Describes our components that could not work, each with what it misses. */
    List<String> troubles() throws InterruptedException {
        List<String> troubles = new ArrayList<>();
        for (ComponentConfigurationDTO found : configurations()) {
            if ((found.state & good()) == 0) {
                troubles.add(describe(found));
            }
        }
        return troubles;
    }

    /** Returns the components of our bundles. */
    List<ComponentConfigurationDTO> configurations() throws InterruptedException {
        List<ComponentConfigurationDTO> all = new ArrayList<>();
        try (Tracked<ServiceComponentRuntime> runtimes =
                new Tracked<>(context, ServiceComponentRuntime.class)) {
            ServiceComponentRuntime runtime = runtimes.first();
            for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
                if (description.bundle.symbolicName.startsWith("io.stoa.")) {
                    Collection<ComponentConfigurationDTO> its =
                            runtime.getComponentConfigurationDTOs(description);
                    all.addAll(its.isEmpty() ? List.of(missing(description)) : its);
                }
            }
        }
        return all;
    }

    /** A component that is disabled, or waits for a configuration it requires, has none. */
    private static ComponentConfigurationDTO missing(ComponentDescriptionDTO description) {
        ComponentConfigurationDTO none = new ComponentConfigurationDTO();
        none.description = description;
        none.state = 0;
        return none;
    }

    private static int good() {
        return ComponentConfigurationDTO.SATISFIED | ComponentConfigurationDTO.ACTIVE;
    }

    private static String describe(ComponentConfigurationDTO component) {
        StringBuilder text = new StringBuilder(component.description.name);
        text.append(" state ").append(component.state);
        if (component.unsatisfiedReferences != null) {
            Arrays.stream(component.unsatisfiedReferences)
                    .forEach(it -> text.append(" misses ").append(it.name));
        }
        if (component.failure != null) {
            text.append(" failed: ").append(component.failure);
        }
        return text.toString();
    }

    static void stop(Bundle bundle) throws BundleException {
        bundle.stop(Bundle.STOP_TRANSIENT);
    }

    static void start(Bundle bundle) throws BundleException {
        bundle.start(Bundle.START_TRANSIENT);
    }

    /** Services while they are looked at. */
    private static final class Tracked<T> implements AutoCloseable {

        private final ServiceTracker<T, T> tracker;

        Tracked(BundleContext context, Class<T> type) {
            tracker = new ServiceTracker<>(context, type, null);
            tracker.open();
        }

        T first() throws InterruptedException {
            T service = tracker.waitForService(PATIENCE_MILLIS);
            if (service == null) {
                throw new AssertionError("nothing like " + tracker);
            }
            return service;
        }

        Collection<T> all() {
            return tracker.getTracked().values();
        }

        @Override
        public void close() {
            tracker.close();
        }
    }
}
