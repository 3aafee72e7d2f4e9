package io.stoa.core.bus;

import io.stoa.auth.Accounts;

import org.osgi.service.component.ComponentServiceObjects;

import java.util.Optional;

/**
 * Who knows the accounts, asked for at the first use. Accounts tell their listeners, a listener may
 * need the bus, and the bus needs the accounts: were each made while the other is being made,
 * neither would be complete, and Declarative Services would leave one without the other.
 * Thread-safe.
 */
final class KnownAccounts {

    /** What is there; the service is empty until it was used. */
    private record Bound(ComponentServiceObjects<Accounts> objects, Optional<Accounts> service) {}

    private volatile Optional<Bound> bound = Optional.empty();

    void bind(ComponentServiceObjects<Accounts> objects) {
        bound = Optional.of(new Bound(objects, Optional.empty()));
    }

    void unbind(ComponentServiceObjects<Accounts> objects) {
        bound = bound.filter(now -> !now.objects().equals(objects));
    }

    Optional<Accounts> get() {
        Optional<Bound> now = bound;
        if (now.isEmpty() || now.get().service().isPresent()) {
            return now.flatMap(Bound::service);
        }
        ComponentServiceObjects<Accounts> objects = now.get().objects();
        Optional<Accounts> service = Optional.ofNullable(objects.getService());
        bound = bound.map(it -> it.objects().equals(objects) ? new Bound(objects, service) : it);
        return service;
    }
}
