package io.stoa.runtime.change;

import java.nio.file.Path;
import java.util.Map;

/**
 * Versions of a feature that tells its mood, good and bad ones. A third party's: it knows {@code
 * model} and {@code api} only.
 *
 * @param maker makes the bundles
 */
record Moods(BundleMaker maker) {

    static final String NAME = "org.example.mood";
    static final String NAMESPACE = "urn:example:mood";

    private static final String SOURCE =
            """
            package org.example.mood;

            import io.stoa.bus.*;
            import io.stoa.lifecycle.*;
            import io.stoa.stanza.*;
            import io.stoa.xml.*;
            import java.util.Optional;
            import java.util.concurrent.CountDownLatch;
            import java.util.concurrent.atomic.AtomicInteger;
            import org.osgi.service.component.annotations.*;

            @Component(service = {IqHandler.class, Handover.class, HealthCheck.class})
            @NonBlocking
            @HandlesIq(namespace = "urn:example:mood", target = Target.SERVER)
            @Disco("urn:example:mood")
            public final class Mood implements IqHandler, Handover, HealthCheck {

                private final AtomicInteger asked = new AtomicInteger();

                @Activate
                public Mood() throws Exception {
                    //ACTIVATE
                }

                //DEACTIVATE

                @Override
                public IqResponse handle(IqRequest request, Context context) {
                    String mood = "MOOD " + asked.incrementAndGet();
                    return request.result(Element.of("urn:example:mood", "mood", new Text(mood)));
                }

                @Override
                public String name() {
                    return "org.example.mood";
                }

                @Override
                public Object save() {
                    return asked.get();
                }

                @Override
                public void restore(Object state) {
                    asked.set((Integer) state);
                    //RESTORE
                }

                @Override
                public Optional<String> trouble() {
                    return Optional.of("HEALTH").filter(it -> !it.isEmpty());
                }
            }
            """;

    private static final String FOREVER =
            """
            while (true) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException notNow) {
                    continue;
                }
            }
            """;

    private static final String SLEEPER =
            """
            package org.example.mood;

            import java.util.concurrent.CountDownLatch;
            import org.osgi.service.component.annotations.*;

            @Component(service = Sleeper.class, immediate = true)
            public final class Sleeper {
                @Activate
                public Sleeper() {
                    //FOREVER
                }
            }
            """;

    /** One that works. */
    Path good(String version, String mood) {
        return make(version, Map.of("MOOD", mood, "HEALTH", ""));
    }

    /** One that throws when it is asked, so many times, and then works. */
    Path angry(String version, int times, String mood) {
        return make(
                version,
                Map.of(
                        "String mood =",
                        "if (asked.getAndIncrement() < %d) throw new IllegalStateException(\"no\");"
                                        .formatted(times)
                                + " String mood =",
                        "MOOD",
                        mood,
                        "HEALTH",
                        ""));
    }

    /** One whose component throws when it is activated. */
    Path thrower(String version) {
        return make(
                version,
                Map.of(
                        "//ACTIVATE",
                        "if (true) throw new IllegalStateException(\"no moon tonight\");",
                        "HEALTH",
                        ""));
    }

    /** One whose component never returns from its activation. */
    Path hanger(String version) {
        return make(version, Map.of("//ACTIVATE", "new CountDownLatch(1).await();", "HEALTH", ""));
    }

    /** One whose component never returns from its activation, whoever interrupts it. */
    Path stubborn(String version) {
        return make(version, Map.of("//ACTIVATE", FOREVER, "HEALTH", ""));
    }

    /** One that answers, and has another component that never returns from its activation. */
    Path half(String version, String mood) {
        return maker.make(
                NAME,
                version,
                Map.of(
                        "Mood",
                        SOURCE.replace("MOOD", mood).replace("HEALTH", ""),
                        "Sleeper",
                        SLEEPER.replace("//FOREVER", FOREVER)));
    }

    /** One whose health check never returns. */
    Path brooder(String version) {
        return make(
                version,
                Map.of("return Optional.of(\"HEALTH\").filter(it -> !it.isEmpty());", FOREVER));
    }

    /** One that works, and never returns from its deactivation. */
    Path lingerer(String version, String mood) {
        return make(
                version,
                Map.of(
                        "//DEACTIVATE",
                        "@Deactivate public void stop() {" + FOREVER + "}",
                        "MOOD",
                        mood,
                        "HEALTH",
                        ""));
    }

    /** One that does not feel well. */
    Path ill(String version) {
        return make(version, Map.of("HEALTH", "the sky is grey; wait for the wind"));
    }

    /** One that does not understand what it is handed over. */
    Path forgetful(String version) {
        return make(
                version,
                Map.of(
                        "//RESTORE",
                        "if (true) throw new IllegalArgumentException(\"what is that?\");",
                        "HEALTH",
                        ""));
    }

    /** One that wants a package that nobody has. */
    Path lonely(String version) {
        return withHeader(version, "Import-Package:com.example.nobody;version=\"[3,4)\",*");
    }

    /** One that knows the accounts only as they were before there was a version 1 of them. */
    Path outdated(String version) {
        return withHeader(version, "Provide-Capability:stoa.store;name=accounts;schema:Long=0");
    }

    private Path withHeader(String version, String header) {
        return maker.make(NAME, version, Map.of("Mood", SOURCE.replace("HEALTH", "")), header);
    }

    private Path make(String version, Map<String, String> changes) {
        String source = SOURCE;
        for (Map.Entry<String, String> change : changes.entrySet()) {
            source =
                    change.getKey().equals("HEALTH")
                            ? source.replace("\"HEALTH\"", "\"" + change.getValue() + "\"")
                            : source.replace(change.getKey(), change.getValue());
        }
        return maker.make(NAME, version, Map.of("Mood", source));
    }
}
