package io.stoa.core.lifecycle.change;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.SatisfiedReferenceDTO;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks the component runtime what works, and who needs whom. Thread-safe. */
public final class Components {

    private static final int WORKS =
            ComponentConfigurationDTO.SATISFIED | ComponentConfigurationDTO.ACTIVE;
    private static final String PREFIX = "stoa.";

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;

    /** Takes the runtime. */
    public Components(BundleContext context, ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    /**
     * How the components of bundles stand.
     *
     * @param failed what was tried and failed
     * @param waiting what waits for something
     */
    public record State(List<String> failed, List<String> waiting) {

        /** Tells whether everything works. */
        public boolean works() {
            return failed.isEmpty() && waiting.isEmpty();
        }

        /** Says what does not work. */
        public String words() {
            return String.join("; ", failed.isEmpty() ? waiting : failed);
        }
    }

    /** Returns how the components of bundles stand. */
    public State state(Collection<Bundle> bundles) {
        return state(components(bundles), bundles);
    }

    /**
     * The same, without asking after the components whose only service is registered. What SCR
     * tells of one lists everybody who uses what it has, and callers wait meanwhile.
     */
    State stateAtAGlance(Collection<Bundle> bundles) {
        return state(
                components(bundles).stream().filter(it -> !isOffered(bundles, it)).toList(),
                bundles);
    }

    private State state(
            Collection<ComponentDescriptionDTO> components, Collection<Bundle> bundles) {
        List<String> failed = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        for (ComponentDescriptionDTO component : components) {
            for (ComponentConfigurationDTO found :
                    runtime.getComponentConfigurationDTOs(component)) {
                if (found.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    failed.add(
                            component.name + ": " + Words.ofTrace(String.valueOf(found.failure)));
                } else if (found.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    waiting.add(component.name + " waits for " + missing(component, found));
                } else if ((found.state & WORKS) != 0 && !registered(bundles, component)) {
                    failed.add(component.name + " works, but its service is not registered");
                }
            }
        }
        return new State(failed, waiting);
    }

    private Collection<ComponentDescriptionDTO> components(Collection<Bundle> bundles) {
        return bundles.isEmpty()
                ? List.of()
                : runtime.getComponentDescriptionDTOs(bundles.toArray(Bundle[]::new));
    }

    private static boolean registered(
            Collection<Bundle> bundles, ComponentDescriptionDTO component) {
        return component.serviceInterfaces.length == 0
                || bundles.stream()
                        .flatMap(it -> services(it).stream())
                        .anyMatch(it -> component.name.equals(it.getProperty("component.name")));
    }

    /** One that exists once for each of its configurations may be there and missing. */
    private static boolean isOffered(
            Collection<Bundle> bundles, ComponentDescriptionDTO component) {
        List<ServiceReference<?>> own =
                bundles.stream()
                        .flatMap(it -> services(it).stream())
                        .filter(it -> component.name.equals(it.getProperty("component.name")))
                        .toList();
        return !own.isEmpty()
                && own.stream().allMatch(it -> it.getProperty("service.factoryPid") == null);
    }

    private static String missing(
            ComponentDescriptionDTO component, ComponentConfigurationDTO found) {
        return Arrays.stream(found.unsatisfiedReferences)
                .map(it -> reference(component, it.name))
                .map(it -> it == null ? "a service" : it.interfaceName)
                .collect(Collectors.joining(", "));
    }

    private static @Nullable ReferenceDTO reference(
            ComponentDescriptionDTO component, String name) {
        return Arrays.stream(component.references)
                .filter(it -> it.name.equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * Uses every service of bundles once: what is made when it is first needed is made now.
     *
     * @return the components that could not be made
     */
    List<String> touch(Collection<Bundle> bundles) {
        List<String> failed = new ArrayList<>();
        for (Bundle bundle : bundles) {
            for (ServiceReference<?> reference : services(bundle)) {
                Object name = reference.getProperty("component.name");
                if (name != null && context.getService(reference) == null) {
                    failed.add(name + " cannot be activated; the log says why");
                } else if (name != null) {
                    context.ungetService(reference);
                }
            }
        }
        return failed;
    }

    static List<ServiceReference<?>> services(Bundle bundle) {
        ServiceReference<?>[] services =
                bundle.getState() == Bundle.UNINSTALLED ? null : bundle.getRegisteredServices();
        return services == null ? List.of() : List.of(services);
    }

    /**
     * Finds the components that stop to work when bundles leave, for nobody else has what they
     * need.
     *
     * @return by the bundle, each with what it loses
     */
    public Map<Bundle, List<String>> dependents(Set<Bundle> leaving) {
        Map<Bundle, List<String>> found = new TreeMap<>();
        Set<String> offered = offered(leaving);
        Bundle[] others =
                Arrays.stream(context.getBundles())
                        .filter(it -> !leaving.contains(it))
                        .toArray(Bundle[]::new);
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(others)) {
            if (Arrays.stream(component.references).noneMatch(it -> offered.contains(needed(it)))) {
                continue; // what SCR tells of the others would cost more than the rest of a plan
            }
            for (ComponentConfigurationDTO it : runtime.getComponentConfigurationDTOs(component)) {
                List<String> lost = lost(component, it, leaving);
                Bundle bundle = context.getBundle(component.bundle.id);
                if (bundle != null && !lost.isEmpty()) {
                    found.computeIfAbsent(bundle, absent -> new ArrayList<>())
                            .add(component.name + " needs " + String.join(", ", lost));
                }
            }
        }
        return found;
    }

    /** Returns the types of the services that bundles offer. */
    private static Set<String> offered(Set<Bundle> bundles) {
        return bundles.stream()
                .flatMap(it -> services(it).stream())
                .flatMap(it -> Arrays.stream((String[]) it.getProperty("objectClass")))
                .collect(Collectors.toSet());
    }

    /** Returns the type of what a component does not work without; "" when it does. */
    private static String needed(ReferenceDTO reference) {
        return reference.cardinality.startsWith("1") ? reference.interfaceName : "";
    }

    /** Returns the bundles that have a component which stops while others are replaced. */
    public Set<Bundle> affected(Set<Bundle> leaving) {
        Set<Bundle> all = new HashSet<>(leaving);
        Set<Bundle> more = dependents(all).keySet();
        while (!more.isEmpty()) {
            all.addAll(more);
            more = dependents(all).keySet();
        }
        all.removeAll(leaving);
        return all;
    }

    private List<String> lost(
            ComponentDescriptionDTO component, ComponentConfigurationDTO it, Set<Bundle> leaving) {
        List<String> lost = new ArrayList<>();
        for (SatisfiedReferenceDTO satisfied : it.satisfiedReferences) {
            ReferenceDTO reference = reference(component, satisfied.name);
            if (reference != null
                    && !needed(reference).isEmpty()
                    && Arrays.stream(satisfied.boundServices)
                            .allMatch(bound -> leaves(bound.bundle, leaving))
                    && !elsewhere(reference.interfaceName, satisfied.target, leaving)) {
                lost.add(reference.interfaceName);
            }
        }
        return lost;
    }

    private static boolean leaves(long id, Set<Bundle> leaving) {
        return leaving.stream().anyMatch(bundle -> bundle.getBundleId() == id);
    }

    private boolean elsewhere(String type, String target, Set<Bundle> leaving) {
        try {
            ServiceReference<?>[] all = context.getAllServiceReferences(type, target);
            return all != null
                    && Arrays.stream(all).anyMatch(it -> !leaving.contains(it.getBundle()));
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible); // SCR has read it before us
        }
    }

    /** Describes the components of a bundle: the name, and what it handles. */
    public Map<String, String> described(Bundle bundle) {
        Map<String, String> described = new TreeMap<>();
        for (ComponentDescriptionDTO component : components(List.of(bundle))) {
            described.put(component.name, "");
        }
        for (ServiceReference<?> reference : services(bundle)) {
            if (reference.getProperty("component.name") instanceof String name) {
                described.put(name, handles(reference));
            }
        }
        return described;
    }

    private static String handles(ServiceReference<?> reference) {
        String[] types = (String[]) reference.getProperty("objectClass");
        String ports =
                Arrays.stream(types)
                        .map(it -> it.substring(it.lastIndexOf('.') + 1))
                        .collect(Collectors.joining(", "));
        String declared =
                Arrays.stream(reference.getPropertyKeys())
                        .filter(it -> it.startsWith(PREFIX) && !it.equals("stoa.non.blocking"))
                        .map(it -> text(reference.getProperty(it)))
                        .collect(Collectors.joining(" "));
        return declared.isEmpty() ? ports : ports + ": " + declared;
    }

    private static String text(Object value) {
        return value instanceof Object[] many
                ? Arrays.stream(many).map(Objects::toString).collect(Collectors.joining(" "))
                : Objects.toString(value);
    }
}
