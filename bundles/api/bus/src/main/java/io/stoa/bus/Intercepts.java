package io.stoa.bus;

import org.osgi.service.component.annotations.ComponentPropertyType;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares where a {@link StanzaInterceptor} stands, as {@code stoa.kind}, {@code stoa.leg} and
 * {@code stoa.stage}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Intercepts {

    /** The prefix of the property. */
    String PREFIX_ = "stoa.";

    /** The kinds of stanza it sees. */
    Kind[] kind();

    /** The legs on which it stands. */
    Leg[] leg();

    /** The stage in which it stands. */
    Stage stage();
}
