package io.stoa.architecture;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What the component descriptions say. */
final class ComponentTest {

    /** A port that the bus or a session asks for more than the type of the service. */
    private static final Map<String, List<String>> DECLARED =
            Map.of(
                    "io.stoa.bus.IqHandler", List.of("stoa.iq.namespace", "stoa.iq.target"),
                    "io.stoa.bus.StanzaInterceptor", List.of("stoa.kind", "stoa.leg", "stoa.stage"),
                    "io.stoa.session.DeliveryFilter", List.of("stoa.delivery.stage"));

    private final List<Bundle> bundles =
            SourceTree.ofTheBuild().bundles().stream().filter(Bundle::isBuilt).toList();

    @Test
    void everyComponentDeclaresWhatItHandles() {
        Violations violations =
                new Violations(
                        "A component says on its class what it is for: it implements a port of"
                                + " api/ (@HandlesIq, @Intercepts, @Filters say the rest), or has"
                                + " a property stoa.*.");
        each(
                (bundle, component) -> {
                    boolean declared =
                            component.services().stream().anyMatch(it -> isPort(bundle, it))
                                    || component.properties().keySet().stream()
                                            .anyMatch(it -> it.startsWith("stoa."))
                                    || worksForItself(bundle, component);
                    violations.addUnless(declared, component.name());
                });
        violations.assertNone();
    }

    @Test
    void portsHaveTheirProperties() {
        Violations violations =
                new Violations("Nobody would ever call it: @HandlesIq, @Intercepts, @Filters.");
        each(
                (bundle, component) ->
                        component.services().stream()
                                .flatMap(it -> DECLARED.getOrDefault(it, List.of()).stream())
                                .filter(it -> !component.properties().containsKey(it))
                                .forEach(it -> violations.add(component.name() + " lacks " + it)));
        violations.assertNone();
    }

    @Test
    void referencesAreGreedy() {
        Violations violations =
                new Violations(
                        "@Reference(policyOption = ReferencePolicyOption.GREEDY): else a component"
                                + " keeps the service it met first, and start order matters.");
        each(
                (bundle, component) ->
                        component.references().stream()
                                .filter(it -> !it.greedy())
                                .forEach(
                                        it -> violations.add(component.name() + ": " + it.name())));
        violations.assertNone();
    }

    @Test
    void referencesNamePorts() {
        Violations violations =
                new Violations("A reference names a port of api/, or a class of the same bundle.");
        each(
                (bundle, component) ->
                        component.references().stream()
                                .filter(it -> it.service().startsWith("io.stoa."))
                                .filter(it -> !isPort(bundle, it.service()))
                                .forEach(
                                        it ->
                                                violations.add(
                                                        component.name() + ": " + it.service())));
        violations.assertNone();
    }

    @Test
    void theNameOfTheBundleIsItsPid() {
        Violations violations =
                new Violations("@Component(configurationPid = \"<symbolic name>\"): one name.");
        each(
                (bundle, component) ->
                        violations.addUnless(
                                component.pid().isEmpty()
                                        || component.pid().equals(bundle.symbolicName()),
                                component.name() + " has " + component.pid()));
        for (Bundle bundle : bundles) {
            for (Settings settings : bundle.settings()) {
                violations.addUnless(
                        settings.pid().equals(bundle.symbolicName()),
                        bundle.path() + " designates '" + settings.pid() + "'");
            }
        }
        violations.assertNone();
    }

    @Test
    void everySettingHasADefaultAndASentence() {
        Violations violations =
                new Violations(
                        "Every method of a Config has a default, and an @AttributeDefinition whose"
                            + " description is a sentence: what it does, the unit, the section.");
        for (Bundle bundle : bundles) {
            for (Settings settings : bundle.settings()) {
                violations.addUnless(
                        settings.description().endsWith("."), bundle.path() + ": the description");
                settings.settings().stream()
                        .filter(it -> !it.hasDefault() || !it.description().endsWith("."))
                        .forEach(it -> violations.add(bundle.path() + ": " + it.key()));
            }
        }
        violations.assertNone();
    }

    private void each(BiConsumer<Bundle, Component> check) {
        for (Bundle bundle : bundles) {
            bundle.components().forEach(component -> check.accept(bundle, component));
        }
    }

    /** A port is a type of an exported package or another's specification, or of the bundle. */
    private boolean isPort(Bundle bundle, String service) {
        String itsPackage = service.substring(0, service.lastIndexOf('.'));
        boolean exported =
                bundles.stream()
                        .filter(Bundle::mayExport)
                        .anyMatch(it -> it.symbolicName().equals(itsPackage));
        boolean own =
                itsPackage.equals(bundle.symbolicName())
                        || itsPackage.startsWith(bundle.symbolicName() + ".");
        return exported || own || !service.startsWith("io.stoa.");
    }

    /** What runs by itself is a matter of core, the transports and the ways to administer. */
    private static boolean worksForItself(Bundle bundle, Component component) {
        return component.services().isEmpty()
                && component.immediate()
                && List.of("core", "net", "admin").contains(bundle.group());
    }
}
