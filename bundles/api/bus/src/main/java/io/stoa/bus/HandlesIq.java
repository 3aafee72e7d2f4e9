package io.stoa.bus;

import org.osgi.service.component.annotations.ComponentPropertyType;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares which iq requests an {@link IqHandler} answers, as {@code stoa.iq.*}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface HandlesIq {

    /** The prefix of the property. */
    String PREFIX_ = "stoa.iq.";

    /** The namespace of the payload. */
    String namespace();

    /** What the request may be addressed to. */
    io.stoa.bus.Target[] target();

    /**
     * Whether others than the account itself may ask. Only for {@link io.stoa.bus.Target#ACCOUNT};
     * when false (the default) the bus answers others with {@code service-unavailable} (RFC 6120
     * §10.3.3).
     */
    boolean open() default false;

    /**
     * Whether a request to the server runs in the lane of who asks. Without a lane the handler may
     * take its time and use {@link StanzaBus}; nobody waits but the stream that asked. For {@link
     * io.stoa.bus.Target#SERVER} and administrative work only.
     */
    boolean lane() default true;
}
