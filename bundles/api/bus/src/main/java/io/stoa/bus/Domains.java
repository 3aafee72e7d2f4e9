package io.stoa.bus;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;

/** The domains that this server serves. Thread-safe. */
@ProviderType
public interface Domains {

    /** Returns the domains in the order of the configuration; the first is the default. */
    List<String> all();

    /** Tells whether a domain is one of ours. */
    default boolean serves(String domain) {
        return all().contains(domain);
    }

    /**
     * Tells whether the accounts of these domains are in this process. They are not in a gateway
     * that runs outside of its server: there the domains are those whose people it is for.
     */
    default boolean accounts() {
        return true;
    }
}
