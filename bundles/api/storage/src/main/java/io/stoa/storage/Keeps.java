package io.stoa.storage;

import org.osgi.annotation.bundle.Capability;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which store a bundle keeps, and up to which version it knows it. It becomes a capability in
 * the manifest, so that it can be compared with what is stored ({@link SchemaVersions}) without
 * starting the bundle.
 */
@Capability(
        namespace = "stoa.store",
        attribute = {"name=\"${#store}\"", "schema:Long=${#version}"})
@Repeatable(Keeps.Several.class)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PACKAGE, ElementType.TYPE})
public @interface Keeps {

    /** The name of the store, as in its {@link StoreSpec}. */
    String store();

    /** The version that is written, as in its {@link StoreSpec}. */
    int version();

    /** Several {@link Keeps} annotations on one package. */
    @Retention(RetentionPolicy.CLASS)
    @Target({ElementType.PACKAGE, ElementType.TYPE})
    @interface Several {

        /** The annotations. */
        Keeps[] value();
    }
}
