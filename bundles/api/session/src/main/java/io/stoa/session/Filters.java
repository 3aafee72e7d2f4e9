package io.stoa.session;

import org.osgi.service.component.annotations.ComponentPropertyType;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares the stage of a {@link DeliveryFilter} as {@code stoa.delivery.stage}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Filters {

    /** The prefix of the property. */
    String PREFIX_ = "stoa.";

    /** Where the filter stands. */
    DeliveryStage delivery_stage();
}
