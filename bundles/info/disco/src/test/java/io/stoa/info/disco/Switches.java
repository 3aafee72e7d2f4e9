package io.stoa.info.disco;

import io.stoa.lifecycle.Availability;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which components are off for which domain, as a test sets it. */
final class Switches implements Availability {

    private Map<String, Set<String>> off = new HashMap<>();

    @Override
    public boolean available(Map<String, Object> properties, String domain) {
        Object component = properties.getOrDefault("component.name", "");
        return !off.getOrDefault(String.valueOf(component), Set.of()).contains(domain);
    }

    @Override
    public void off(Map<String, Set<String>> domains) {
        off = new HashMap<>(domains);
    }

    @Override
    public long revision() {
        return 0;
    }
}
