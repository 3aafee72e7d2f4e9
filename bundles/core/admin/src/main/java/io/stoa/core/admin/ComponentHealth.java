package io.stoa.core.admin;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.Health;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the component runtime which of our components do not work. A component that requires a
 * configuration and has none is switched off, and no trouble. Thread-safe.
 */
@Component
public final class ComponentHealth implements Health {

    private static final String OURS = "io.stoa.";
    private static final String LISTENER = "io.stoa.stream.Listener";

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;

    /** Takes the runtime. */
    @Activate
    public ComponentHealth(
            BundleContext context,
            @Reference(policyOption = GREEDY) ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    @Override
    public List<Trouble> troubles() {
        Bundle[] ours =
                BundleList.present(context).stream()
                        .filter(bundle -> String.valueOf(bundle.getSymbolicName()).startsWith(OURS))
                        .toArray(Bundle[]::new);
        Stream<Trouble> bundles =
                Arrays.stream(ours)
                        .filter(bundle -> bundle.getState() == Bundle.INSTALLED)
                        .map(ComponentHealth::unresolved);
        Stream<Trouble> components =
                runtime.getComponentDescriptionDTOs(ours).stream()
                        .flatMap(
                                component ->
                                        runtime.getComponentConfigurationDTOs(component).stream()
                                                .filter(ComponentHealth::ill)
                                                .map(it -> trouble(component, it)));
        return Stream.concat(bundles, components)
                .sorted(Comparator.comparing(Trouble::component))
                .toList();
    }

    private static Trouble unresolved(Bundle bundle) {
        return new Trouble(bundle.getSymbolicName(), true, false, "the bundle cannot be resolved");
    }

    private static boolean ill(ComponentConfigurationDTO configuration) {
        return configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION
                || configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE;
    }

    private static Trouble trouble(
            ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        boolean failed = configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION;
        return new Trouble(
                component.implementationClass,
                failed,
                List.of(component.serviceInterfaces).contains(LISTENER),
                failed
                        ? failure(String.valueOf(configuration.failure))
                        : "waits for " + missing(component, configuration));
    }

    /** The runtime gives a stack trace; the innermost cause that has a message says what it was. */
    static String failure(String trace) {
        String last = trace.lines().findFirst().orElse("failed");
        for (String line : trace.lines().toList()) {
            if (line.startsWith("Caused by: ") && line.contains(": ")) {
                last = line.substring("Caused by: ".length());
                if (last.contains("IllegalStateException") || last.contains("IllegalArgument")) {
                    break; // our own words, which name the remedy
                }
            }
        }
        return last.replaceFirst("^(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:Exception|Error): ", "");
    }

    private static String missing(
            ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        return Arrays.stream(configuration.unsatisfiedReferences)
                .map(unsatisfied -> type(component, unsatisfied.name))
                .collect(Collectors.joining(", "));
    }

    private static String type(ComponentDescriptionDTO component, String reference) {
        return Arrays.stream(component.references)
                .filter(it -> it.name.equals(reference))
                .map(ComponentHealth::described)
                .findFirst()
                .orElse(reference);
    }

    private static String described(ReferenceDTO reference) {
        return reference.target == null
                ? reference.interfaceName
                : reference.interfaceName + " " + reference.target;
    }
}
