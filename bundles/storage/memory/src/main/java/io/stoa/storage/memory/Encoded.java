package io.stoa.storage.memory;

import io.stoa.xml.Element;

/** A value as it is kept. Compared by identity: two equal values are still two writes. */
final class Encoded {

    private final int version;
    private final Element body;

    Encoded(int version, Element body) {
        this.version = version;
        this.body = body;
    }

    int version() {
        return version;
    }

    Element body() {
        return body;
    }
}
