package io.stoa.bus;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.Set;

/**
 * Carries what is for nobody of this process out of it, such as to the server whose component the
 * process is. Asked for what is addressed to the domains whose accounts are elsewhere, see {@link
 * Domains#accounts}, and for every other domain that no {@link DomainService} owns. Thread-safe.
 */
@ConsumerType
public interface Exit extends DomainService {

    /** None: whatever nobody owns. */
    @Override
    default Set<String> domains() {
        return Set.of();
    }
}
