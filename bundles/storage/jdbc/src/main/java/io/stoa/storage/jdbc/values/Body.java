package io.stoa.storage.jdbc.values;

import java.util.Arrays;

/** A value as a row holds it. The bytes are never changed. */
public final class Body {

    private final int version;
    private final byte[] bytes;

    /** Makes a value of what a row holds. */
    public Body(int version, byte[] bytes) {
        this.version = version;
        this.bytes = bytes;
    }

    /** Returns the version of its store in which it was written. */
    public int version() {
        return version;
    }

    /** Returns the bytes; nobody changes them. */
    public byte[] bytes() {
        return bytes;
    }

    /** Tells whether writing this over another would change nothing. */
    public boolean same(Body other) {
        return version == other.version && Arrays.equals(bytes, other.bytes);
    }
}
