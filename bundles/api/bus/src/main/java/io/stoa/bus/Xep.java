package io.stoa.bus;

import org.osgi.annotation.bundle.Capability;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which XEP a bundle implements. It becomes a capability in the manifest, from which {@code
 * docs/protocols.md} is made.
 */
@Capability(
        namespace = "stoa.xep",
        attribute = {"number=${#number}", "version:Version=${#version}", "note=\"${#note}\""})
@Repeatable(Xeps.class)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PACKAGE, ElementType.TYPE})
public @interface Xep {

    /** The number with four digits, such as {@code 0199}. */
    String number();

    /** The version that was read, such as {@code 2.0.1}. */
    String version();

    /** What is left out, or "". */
    String note() default "";
}
