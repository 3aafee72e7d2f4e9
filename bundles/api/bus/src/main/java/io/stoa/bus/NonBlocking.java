package io.stoa.bus;

import org.osgi.service.component.annotations.ComponentPropertyType;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Promises that a component never blocks, so that the bus may call it on an I/O thread; {@code
 * stoa.non.blocking}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface NonBlocking {

    /** The prefix of the property. */
    String PREFIX_ = "stoa.";
}
