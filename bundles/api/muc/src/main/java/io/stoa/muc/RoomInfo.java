package io.stoa.muc;

import io.stoa.stanza.FormField;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;

/** Adds to what a room tells of itself in service discovery (XEP-0045 §6.4). Must not block. */
@ConsumerType
public interface RoomInfo {

    /** Returns the features; none by default. */
    default List<String> features(RoomView room) {
        return List.of();
    }

    /** Returns fields of the form {@code muc#roominfo} (XEP-0128); none by default. */
    default List<FormField> fields(RoomView room) {
        return List.of();
    }

    /** Returns the features of the service itself; none by default. */
    default List<String> serviceFeatures() {
        return List.of();
    }
}
