package io.stoa.core.lifecycle.change;

import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Loads and links the classes of a bundle before it is started, for then callers wait for it.
 * Nothing of the bundle runs. Stateless.
 */
final class Preload {

    private static final Logger LOG = LoggerFactory.getLogger(Preload.class);

    /** A bundle with large libraries in it is not read as a whole. */
    private static final Duration ENOUGH = Duration.ofMillis(500);

    private static final String CLASS = ".class";

    private Preload() {}

    /** Loads what can be loaded; what cannot is for the bundle to find out, if it ever needs it. */
    static void classesOf(Bundle bundle) {
        long end = System.nanoTime() + ENOUGH.toNanos();
        Optional.ofNullable(bundle.adapt(BundleWiring.class))
                .ifPresent(
                        wiring ->
                                names(wiring).stream()
                                        .takeWhile(it -> System.nanoTime() < end)
                                        .forEach(it -> load(it, wiring.getClassLoader())));
    }

    private static Collection<String> names(BundleWiring wiring) {
        return wiring.listResources(
                "/",
                "*" + CLASS,
                BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL);
    }

    private static void load(String path, ClassLoader loader) {
        String name = path.substring(0, path.length() - CLASS.length()).replace('/', '.');
        try {
            // to ask for the methods links the class, which is what takes long
            LOG.trace("{} has {}", name, Class.forName(name, false, loader).getDeclaredMethods());
        } catch (ClassNotFoundException | LinkageError optional) {
            LOG.debug("{} cannot be loaded beforehand", name, optional);
        }
    }
}
