package io.stoa.core.lease;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

import java.util.Map;

/**
 * Where a service comes from, and what it says of itself. Immutable.
 *
 * @param bundle the bundle's id, -1 outside of a container
 * @param name the bundle's symbolic name, "" outside of a container
 * @param component the component's name
 * @param ranking its rank among those of its kind
 * @param nonBlocking whether it promises never to block
 */
record Origin(long bundle, String name, String component, int ranking, boolean nonBlocking) {

    static Origin of(Object service, Map<String, Object> properties) {
        Origin declared = of(properties);
        return declared.component().isEmpty()
                ? declared.named(service.getClass().getName())
                : declared;
    }

    private Origin named(String other) {
        return new Origin(bundle, name, other, ranking, nonBlocking);
    }

    static Origin of(Map<String, Object> properties) {
        long id = properties.get("service.bundleid") instanceof Long number ? number : -1;
        String component = properties.get("component.name") instanceof String name ? name : "";
        int ranking = properties.get("service.ranking") instanceof Integer rank ? rank : 0;
        boolean nonBlocking = Boolean.TRUE.equals(properties.get("stoa.non.blocking"));
        return new Origin(id, symbolicName(id), component, ranking, nonBlocking);
    }

    private static String symbolicName(long id) {
        @Nullable Bundle own = FrameworkUtil.getBundle(Origin.class);
        if (own == null || own.getBundleContext() == null) {
            return "";
        }
        @Nullable Bundle bundle = own.getBundleContext().getBundle(id);
        return bundle == null ? "" : bundle.getSymbolicName();
    }

    /** Two versions of a bundle side by side have breakers of their own. */
    String key() {
        return bundle + "/" + component;
    }
}
