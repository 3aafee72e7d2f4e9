package io.stoa.bus;

import org.osgi.annotation.bundle.Capability;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which part of an RFC a bundle implements; see {@link Xep}. */
@Capability(
        namespace = "stoa.rfc",
        attribute = {"number=${#number}", "section=\"${#section}\"", "note=\"${#note}\""})
@Repeatable(Rfcs.class)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PACKAGE, ElementType.TYPE})
public @interface Rfc {

    /** The number, such as {@code 6121}. */
    String number();

    /** The sections, such as {@code 3–4}. */
    String section();

    /** What is left out, or "". */
    String note() default "";
}
