package io.stoa.core.config;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

import java.util.Arrays;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the components have been given, which is what they go by. Thread-safe. */
@Component(service = LiveValues.class)
public final class LiveValues {

    private final ServiceComponentRuntime runtime;

    /** Takes the component runtime. */
    @Activate
    public LiveValues(@Reference(policyOption = GREEDY) ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Returns the value by which the components of a PID go.
     *
     * @return "" when there is none, or it is their default; each if they do not agree
     */
    String of(String pid, String key) {
        return runtime.getComponentDescriptionDTOs().stream()
                .filter(it -> Arrays.asList(it.configurationPid).contains(pid))
                .flatMap(it -> runtime.getComponentConfigurationDTOs(it).stream())
                .filter(LiveValues::lives)
                .map(it -> it.properties.get(key))
                .filter(Objects::nonNull)
                .map(LiveValues::text)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(" | "));
    }

    private static boolean lives(ComponentConfigurationDTO component) {
        return component.state == ComponentConfigurationDTO.ACTIVE
                || component.state == ComponentConfigurationDTO.SATISFIED;
    }

    private static String text(Object value) {
        return value instanceof Object[] many
                ? Arrays.stream(many).map(Objects::toString).collect(Collectors.joining(","))
                : Objects.toString(value);
    }
}
