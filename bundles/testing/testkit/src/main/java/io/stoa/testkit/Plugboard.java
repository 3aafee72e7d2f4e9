package io.stoa.testkit;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentServiceObjects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A small Declarative Services for one JVM without OSGi: it reads the component descriptions of
 * bundles on the class path and wires them as the container would. It knows what Stoa's bundles
 * use: constructor injection, dynamic references with bind methods or volatile fields, and
 * configuration by annotation. Not thread-safe.
 */
final class Plugboard {

    private static final String ANY_SERVICE = "org.osgi.service.component.AnyService";
    private static final Pattern PRESENT = Pattern.compile("\\(([^()=]+)=\\*\\)");

    /** A component that runs. */
    private record Running(String bundle, Descriptor descriptor, Object instance) {

        boolean provides(String service) {
            return descriptor.services().contains(service);
        }

        /**
         * A target is understood when it asks for a property to be there, and ignored otherwise.
         */
        boolean fits(Descriptor.Ref ref) {
            boolean offered =
                    ref.service().equals(ANY_SERVICE)
                            ? !descriptor.services().isEmpty()
                            : provides(ref.service());
            Matcher present = PRESENT.matcher(ref.target());
            return offered
                    && (!present.matches()
                            || descriptor.properties().containsKey(present.group(1)));
        }

        int ranking() {
            return descriptor.properties().get("service.ranking") instanceof Integer rank
                    ? rank
                    : 0;
        }
    }

    private final List<Running> running = new ArrayList<>();
    private final Map<String, List<Descriptor>> waiting = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> configurations = new HashMap<>();

    /** Sets configuration values for the components of a PID, before the bundle is started. */
    void configure(String pid, Map<String, Object> values) {
        configurations.put(pid, values);
    }

    /** Offers a service that is no component of a bundle. */
    void offer(Class<?> service, Object instance) {
        Map<String, Object> properties =
                new HashMap<>(Map.of("component.name", instance.getClass().getName()));
        Descriptor descriptor =
                new Descriptor(
                        instance.getClass(), List.of(service.getName()), List.of(), properties, "");
        Running offered = new Running("testkit", descriptor, instance);
        running.add(offered);
        List.copyOf(running).forEach(user -> introduce(offered, user, true));
        settle();
    }

    /** Starts a bundle if it is on the class path. */
    void startIfThere(String bundle) {
        try {
            start(bundle);
        } catch (IllegalArgumentException absent) {
            waiting.remove(bundle);
        }
    }

    /** Starts all components of a bundle as soon as their references can be satisfied. */
    void start(String bundle) {
        waiting.put(bundle, new ArrayList<>(descriptors(bundle)));
        settle();
    }

    /** Stops the components of a bundle, the last started first. */
    void stop(String bundle) {
        waiting.remove(bundle);
        running.reversed().stream()
                .filter(it -> it.bundle().equals(bundle))
                .toList()
                .forEach(this::stop);
    }

    /** Stops everything, the last started first. */
    void stop() {
        List.copyOf(running).reversed().forEach(this::stop);
    }

    /** Returns the best service of a type. */
    <S> S service(Class<S> type) {
        return find(type.getName())
                .map(it -> type.cast(it.instance()))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "nothing provides "
                                                + type.getName()
                                                + "; still waiting: "
                                                + waiting));
    }

    /** Returns all services of a type, the best first. */
    <S> List<S> services(Class<S> type) {
        return running.stream()
                .filter(it -> it.provides(type.getName()))
                .sorted(Comparator.comparingInt(Running::ranking).reversed())
                .map(it -> type.cast(it.instance()))
                .toList();
    }

    private void settle() {
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Map.Entry<String, List<Descriptor>> bundle : waiting.entrySet()) {
                Optional<Descriptor> next =
                        bundle.getValue().stream().filter(this::satisfied).findFirst();
                if (next.isPresent()) {
                    bundle.getValue().remove(next.get());
                    start(bundle.getKey(), next.get());
                    progress = true;
                }
            }
        }
    }

    private boolean satisfied(Descriptor descriptor) {
        return descriptor.references().stream()
                .allMatch(ref -> !ref.mandatory() || find(ref.service()).isPresent());
    }

    private Optional<Running> find(String service) {
        return running.stream()
                .filter(it -> it.provides(service))
                .max(Comparator.comparingInt(Running::ranking));
    }

    private void start(String bundle, Descriptor descriptor) {
        Object instance = construct(descriptor);
        Running started = new Running(bundle, descriptor, instance);
        running.add(started);
        running.forEach(provider -> introduce(provider, started, true));
        List.copyOf(running).stream()
                .filter(it -> !it.instance().equals(instance))
                .forEach(user -> introduce(started, user, true));
    }

    private void stop(Running stopped) {
        running.remove(stopped);
        running.forEach(user -> introduce(stopped, user, false));
        if (!stopped.descriptor().deactivate().isEmpty()) {
            call(stopped.instance(), stopped.descriptor().deactivate());
        }
    }

    /** Binds a provider to the dynamic references of a user, or unbinds it. */
    private void introduce(Running provider, Running user, boolean comes) {
        for (Descriptor.Ref ref : user.descriptor().references()) {
            if (ref.parameter() >= 0 || !provider.fits(ref)) {
                continue;
            }
            String method = comes ? ref.bind() : ref.unbind();
            if (!method.isEmpty()) {
                call(
                        user.instance(),
                        method,
                        provider.instance(),
                        provider.descriptor().properties());
            } else if (!ref.field().isEmpty()) {
                set(user.instance(), ref.field(), comes ? provider.instance() : null);
            }
        }
    }

    private Object construct(Descriptor descriptor) {
        Constructor<?> constructor =
                Arrays.stream(descriptor.type().getConstructors())
                        .max(Comparator.comparingInt(Constructor::getParameterCount))
                        .orElseThrow();
        Object[] arguments = new Object[constructor.getParameterCount()];
        for (Descriptor.Ref ref : descriptor.references()) {
            if (ref.parameter() >= 0) {
                arguments[ref.parameter()] =
                        argument(ref, constructor.getParameterTypes()[ref.parameter()]);
            }
        }
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] == null) {
                arguments[i] = own(constructor.getParameterTypes()[i], descriptor);
            }
        }
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("cannot make " + descriptor.type(), failure);
        }
    }

    /** What a component gets that is no reference. */
    private @Nullable Object own(Class<?> type, Descriptor descriptor) {
        if (type.isAnnotation()) {
            return configuration(type, descriptor);
        }
        if (type == BundleContext.class) {
            return Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, Plugboard::framework);
        }
        return type == Map.class ? descriptor.properties() : null;
    }

    /** Without a framework there is a data directory, and nothing else. */
    private static @Nullable Object framework(
            Object proxy, Method method, @Nullable Object[] arguments) throws IOException {
        if (!method.getName().equals("getProperty") || !"stoa.data".equals(arguments[0])) {
            return null;
        }
        Path data = Files.createTempDirectory("stoa-data");
        data.toFile().deleteOnExit();
        data.resolve("audit.log").toFile().deleteOnExit(); // is deleted first
        return data.toString();
    }

    private @Nullable Object argument(Descriptor.Ref ref, Class<?> type) {
        Stream<Object> found =
                running.stream()
                        .filter(it -> it.provides(ref.service()))
                        .sorted(Comparator.comparingInt(Running::ranking).reversed())
                        .map(Running::instance);
        if (type == List.class) {
            return found.toList();
        }
        return type == Optional.class ? found.findFirst() : found.findFirst().orElse(null);
    }

    private Object configuration(Class<?> type, Descriptor descriptor) {
        String bundle = descriptor.type().getPackageName();
        return Configs.of(type, configurations.getOrDefault(bundle, Map.of()));
    }

    private static void call(Object instance, String name, Object... offered) {
        Method method =
                Arrays.stream(instance.getClass().getDeclaredMethods())
                        .filter(it -> it.getName().equals(name))
                        .filter(it -> fits(it.getParameterTypes(), offered))
                        .findFirst()
                        .orElseThrow();
        Object[] arguments =
                Arrays.stream(method.getParameterTypes())
                        .map(type -> fitting(type, offered))
                        .toArray();
        try {
            method.setAccessible(true);
            method.invoke(instance, arguments);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("cannot call " + method, failure);
        }
    }

    private static boolean fits(Class<?>[] types, Object[] offered) {
        return Arrays.stream(types)
                .allMatch(
                        type ->
                                (type == ComponentServiceObjects.class && offered.length > 0)
                                        || Arrays.stream(offered).anyMatch(type::isInstance));
    }

    private static Object fitting(Class<?> type, Object[] offered) {
        if (type == ComponentServiceObjects.class) {
            return new TestServiceObjects<>(offered[0]);
        }
        return Arrays.stream(offered).filter(type::isInstance).findFirst().orElseThrow();
    }

    private static void set(Object instance, String name, @Nullable Object value) {
        try {
            Field field = instance.getClass().getDeclaredField(name);
            if (Modifier.isFinal(field.getModifiers())) {
                return;
            }
            field.setAccessible(true);
            field.set(
                    instance,
                    field.getType() == Optional.class ? Optional.ofNullable(value) : value);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("cannot set " + name, failure);
        }
    }

    /** The component descriptions of a bundle on the class path, by its manifest. */
    private static List<Descriptor> descriptors(String bundle) {
        try {
            for (URL url :
                    Plugboard.class.getClassLoader().resources("META-INF/MANIFEST.MF").toList()) {
                Manifest manifest = manifest(url);
                String name = manifest.getMainAttributes().getValue("Bundle-SymbolicName");
                if (name != null && name.split(";", 2)[0].equals(bundle)) {
                    return descriptors(
                            url, manifest.getMainAttributes().getValue("Service-Component"));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        throw new IllegalArgumentException(bundle + " is not on the class path of the test");
    }

    private static Manifest manifest(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return new Manifest(in);
        }
    }

    private static List<Descriptor> descriptors(URL manifest, @Nullable String header)
            throws IOException {
        if (header == null) {
            return List.of();
        }
        String root = manifest.toString().replace("META-INF/MANIFEST.MF", "");
        List<Descriptor> descriptors = new ArrayList<>();
        for (String path : header.split(",", -1)) {
            descriptors.add(Descriptor.read(URI.create(root + path.strip()).toURL()));
        }
        return descriptors;
    }
}
