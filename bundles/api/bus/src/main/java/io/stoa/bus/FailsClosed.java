package io.stoa.bus;

import org.osgi.service.component.annotations.ComponentPropertyType;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a {@link StanzaInterceptor} that people rely on what it stops: while its component is in
 * quarantine, what it would have seen between an account and others is refused instead of let pass;
 * {@code stoa.fails.closed}. What an account and this server say to each other passes, so that
 * people can stay and administrators can help. When the feature is switched off, it stops nothing.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface FailsClosed {

    /** The prefix of the property. */
    String PREFIX_ = "stoa.";
}
