package io.stoa.lifecycle;

import org.osgi.annotation.versioning.ProviderType;

import java.util.Map;
import java.util.Set;

/**
 * Which features serve which domain: what is switched off for a domain or in quarantine is neither
 * called nor advertised. Thread-safe; never blocks.
 */
@ProviderType
public interface Availability {

    /**
     * Tells whether a component serves a domain.
     *
     * @param properties the properties of one of its services, of which {@code service.bundleid}
     *     and {@code component.name} are read
     * @param domain the domain
     */
    boolean available(Map<String, Object> properties, String domain);

    /**
     * Says for which domains bundles are switched off; replaces what was said before.
     *
     * @param domains the domains for which a bundle is off, by its symbolic name
     */
    void off(Map<String, Set<String>> domains);

    /** Returns a number that changes whenever an answer may have changed. */
    long revision();
}
