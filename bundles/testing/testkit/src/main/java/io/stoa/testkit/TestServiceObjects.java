package io.stoa.testkit;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/**
 * A service that is asked for when it is used, as the container has it.
 *
 * @param service the service
 * @param <S> its type
 */
public record TestServiceObjects<S>(S service) implements ComponentServiceObjects<S> {

    @Override
    public S getService() {
        return service;
    }

    @Override
    public void ungetService(S used) {
        if (!used.equals(service)) {
            throw new IllegalArgumentException("not this service");
        }
    }

    @Override
    public ServiceReference<S> getServiceReference() {
        throw new IllegalStateException("there are no service references without OSGi");
    }
}
