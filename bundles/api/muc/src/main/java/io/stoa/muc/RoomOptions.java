package io.stoa.muc;

import io.stoa.stanza.FormField;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;
import java.util.Optional;

/**
 * Adds fields to the form by which owners configure a room (XEP-0045 §10.2). The room keeps their
 * values with its own; {@link RoomView#setting} returns them, or the default. Must not block.
 */
@ConsumerType
public interface RoomOptions {

    /** Returns the fields with their types, labels, options and default values. */
    List<FormField> fields();

    /**
     * Says what is wrong with a value that fits the field's type and options.
     *
     * @return a sentence; empty when the value will do
     */
    default Optional<String> trouble(FormField submitted) {
        return Optional.empty();
    }
}
