package io.stoa.tck.broken;

import io.stoa.lifecycle.HealthCheck;

import java.util.Optional;

/** A component that says itself that it does not work. */
public final class Sick implements HealthCheck {

    /** Makes it. */
    public Sick() {}

    @Override
    public Optional<String> trouble() {
        return Optional.of("sick on purpose");
    }
}
