package io.stoa.bus;

import org.osgi.service.component.annotations.ComponentPropertyType;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares features that the server itself answers in service discovery (XEP-0030), as {@code
 * stoa.disco}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Disco {

    /** The prefix of the property. */
    String PREFIX_ = "stoa.";

    /** The features. */
    String[] value();
}
