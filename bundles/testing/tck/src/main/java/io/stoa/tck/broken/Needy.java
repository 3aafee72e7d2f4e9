package io.stoa.tck.broken;

/** A component whose requirement nobody meets; its description says so. */
public final class Needy {

    /** Is never called. */
    public Needy() {}
}
