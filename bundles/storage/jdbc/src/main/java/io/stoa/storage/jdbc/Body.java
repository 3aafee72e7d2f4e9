package io.stoa.storage.jdbc;

import java.util.Arrays;

/** A value as a row holds it. The bytes are never changed. */
final class Body {

    private final int version;
    private final byte[] bytes;

    Body(int version, byte[] bytes) {
        this.version = version;
        this.bytes = bytes;
    }

    int version() {
        return version;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Tells whether writing this over another would change nothing. */
    boolean same(Body other) {
        return version == other.version && Arrays.equals(bytes, other.bytes);
    }
}
