package io.stoa.storage.jdbc.values;

import io.stoa.stanza.Stanza;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.StoreVersionException;
import io.stoa.xml.Element;
import io.stoa.xml.ElementReader;

import java.nio.ByteBuffer;

/** Turns the values of one store into what a row holds, and back. */
public final class Values<V> {

    private final StoreSpec<V> spec;
    private final Shape shape;
    private final StoreRegistry registry;
    private final ElementReader reader = new ElementReader(Stanza.CLIENT);

    /** Makes the values of a store. */
    public Values(StoreSpec<V> spec, Shape shape, StoreRegistry registry) {
        this.spec = spec;
        this.shape = shape;
        this.registry = registry;
    }

    /** Encodes a value that is about to be written. */
    public Body encode(V value) {
        registry.claim(spec, shape);
        return new Body(spec.version(), bytes(spec.codec().write().apply(value)));
    }

    /** Decodes a value by the version in which it was written. */
    public V decode(Body body) {
        if (body.version() > spec.version()) {
            throw new StoreVersionException(spec.name(), body.version(), spec.version());
        }
        return spec.codec().read().apply(reader.read(body.bytes()), body.version());
    }

    // As in a stream, not as a document: that is the form in which a stanza is written anyway.
    private static byte[] bytes(Element element) {
        ByteBuffer utf8 = element.utf8();
        byte[] bytes = new byte[utf8.remaining()];
        utf8.get(bytes);
        return bytes;
    }
}
