package io.stoa.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** What only the classes show. */
final class ClassTest {

    private static final List<Bundle> BUNDLES =
            SourceTree.ofTheBuild().bundles().stream()
                    .filter(it -> it.isBuilt() && !it.isWrapper())
                    .toList();

    /** Types whose instances change: no static field may hold one (class loaders leave). */
    private static final Set<String> MUTABLE =
            Set.of(
                    "java.util.ArrayList",
                    "java.util.HashMap",
                    "java.util.HashSet",
                    "java.util.LinkedHashMap",
                    "java.util.ArrayDeque",
                    "java.util.concurrent.ConcurrentHashMap",
                    "java.util.concurrent.ConcurrentMap",
                    "java.util.concurrent.CopyOnWriteArrayList",
                    "java.util.concurrent.ConcurrentLinkedQueue",
                    "java.util.concurrent.locks.ReentrantLock",
                    "java.lang.ThreadLocal",
                    "java.lang.StringBuilder");

    private static final Set<String> THREAD_MAKERS =
            Set.of(
                    "java.util.concurrent.Executors",
                    "java.util.concurrent.ThreadPoolExecutor",
                    "java.util.concurrent.ScheduledThreadPoolExecutor",
                    "java.util.concurrent.ForkJoinPool",
                    "java.util.Timer");

    /** What a feature may ask the framework: its own name and version. */
    private static final Set<String> FRAMEWORK =
            Set.of(
                    "org.osgi.framework.Bundle",
                    "org.osgi.framework.FrameworkUtil",
                    "org.osgi.framework.Version");

    private static JavaClasses classes;

    @BeforeAll
    static void readTheClasses() {
        List<Path> folders = BUNDLES.stream().map(it -> it.classes().resolve("io")).toList();
        classes = new ClassFileImporter().importPaths(folders);
    }

    @Test
    void theClassesWereRead() {
        assertThat(classes.contain("io.stoa.bus.StanzaBus")).isTrue();
        assertThat(ours().count()).isGreaterThan(200);
    }

    @Test
    void noMethodIsSynchronized() {
        Violations violations =
                new Violations("The lane of an account keeps others out (docs/threading.md).");
        ours().flatMap(it -> it.getMethods().stream())
                .filter(it -> it.getModifiers().contains(SYNCHRONIZED))
                .forEach(it -> violations.add(it.getFullName()));
        violations.assertNone();
    }

    @Test
    void noStaticFieldIsMutable() {
        Violations violations =
                new Violations(
                        "A component's state lives and dies with the component: make it a field of"
                                + " the instance, final and not static.");
        ours().flatMap(it -> it.getFields().stream())
                .filter(it -> it.getModifiers().contains(STATIC))
                .filter(it -> !it.getModifiers().contains(SYNTHETIC))
                .filter(ClassTest::isMutable)
                .forEach(it -> violations.add(it.getFullName()));
        violations.assertNone();
    }

    @Test
    void noPortSpeaksInFutures() {
        Violations violations =
                new Violations("Law 3: a port is called, blocks if it must, and returns.");
        ours().filter(it -> in(it, "model") || in(it, "api"))
                .flatMap(it -> it.getCodeUnits().stream())
                .filter(ClassTest::namesAFuture)
                .forEach(it -> violations.add(it.getFullName()));
        violations.assertNone();
    }

    @Test
    void featuresMakeNoThreads() {
        Violations violations =
                new Violations(
                        "A feature has no thread of its own: jobs run on Schedule (api/bus), and a"
                                + " step that may block is moved to a virtual thread by the bus.");
        ours().filter(it -> !mayMakeThreads(it))
                .flatMap(it -> it.getAccessesFromSelf().stream())
                .filter(ClassTest::makesAThread)
                .forEach(it -> violations.add(it.getDescription()));
        violations.assertNone();
    }

    @Test
    void featuresDoNotSpeakToTheFramework() {
        Violations violations =
                new Violations(
                        "Law 4: declare, never register. A feature is a component; it has no"
                                + " BundleContext, no activator, no tracker.");
        ours().filter(it -> !in(it, "core") && !in(it, "admin") && !in(it, "testing"))
                .flatMap(it -> it.getDirectDependenciesFromSelf().stream())
                .filter(it -> it.getTargetClass().getPackageName().startsWith("org.osgi.framework"))
                .filter(it -> !FRAMEWORK.contains(it.getTargetClass().getName()))
                .forEach(it -> violations.add(it.getDescription()));
        violations.assertNone();
    }

    @Test
    void onlyTheStorageSpeaksSql() {
        Violations violations =
                new Violations("Declare a StoreSpec and use Storage (docs/storage.md).");
        ours().filter(it -> !in(it, "storage"))
                .filter(
                        it ->
                                it.getDirectDependenciesFromSelf().stream()
                                        .anyMatch(to -> isSql(to.getTargetClass())))
                .forEach(it -> violations.add(it.getName()));
        violations.assertNone();
    }

    @Test
    void componentsArePublicFinalAndPrivateToTheirBundle() {
        Violations violations =
                new Violations("A component class is public (DS asks for it) and final.");
        for (Bundle bundle : BUNDLES) {
            for (Component component : bundle.components()) {
                JavaClass type = classes.get(component.implementation());
                violations.addUnless(
                        type.getModifiers().containsAll(Set.of(PUBLIC, FINAL)), type.getName());
            }
        }
        violations.assertNone();
    }

    private static Stream<JavaClass> ours() {
        return classes.stream().filter(it -> it.getPackageName().startsWith("io.stoa."));
    }

    private static boolean in(JavaClass type, String group) {
        return BUNDLES.stream()
                .filter(it -> it.group().equals(group))
                .map(Bundle::symbolicName)
                .anyMatch(
                        it ->
                                type.getPackageName().equals(it)
                                        || type.getPackageName().startsWith(it + "."));
    }

    /** Core, the transports, and the control socket, which accepts like a transport. */
    private static boolean mayMakeThreads(JavaClass type) {
        return in(type, "core")
                || in(type, "net")
                || in(type, "testing")
                || type.getPackageName().equals("io.stoa.admin.control");
    }

    private static boolean isMutable(JavaField field) {
        return !field.getModifiers().contains(FINAL)
                || MUTABLE.contains(field.getRawType().getName())
                || field.getRawType().getName().startsWith("java.util.concurrent.atomic.");
    }

    private static boolean namesAFuture(JavaCodeUnit unit) {
        return Stream.concat(
                        Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                .anyMatch(it -> it.isAssignableTo(Future.class));
    }

    private static boolean makesAThread(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        if (owner.isEquivalentTo(Thread.class)) {
            return Set.of("<init>", "ofVirtual", "ofPlatform", "startVirtualThread").contains(name);
        }
        return THREAD_MAKERS.contains(owner.getName());
    }

    private static boolean isSql(JavaClass type) {
        return type.getPackageName().startsWith("java.sql")
                || type.getPackageName().startsWith("javax.sql");
    }
}
