package io.stoa.tck.broken;

/** A component that cannot be made. */
public final class Thrower {

    /** Fails. */
    public Thrower() {
        throw new IllegalStateException("broken on purpose");
    }
}
