package io.stoa.core.lifecycle;

import io.stoa.core.lifecycle.store.Catalogue;
import io.stoa.core.lifecycle.store.Desired;

import java.util.Optional;
import java.util.Set;

/**
 * Where a change leads to. Immutable.
 *
 * @param feature the feature it is about
 * @param catalogue the features that there are then
 * @param desired what is wanted then
 * @param parcel what is brought
 * @param renewed features whose bundles are replaced by themselves
 */
record Target(
        String feature,
        Catalogue catalogue,
        Desired desired,
        Optional<Parcel> parcel,
        Set<String> renewed) {

    Target {
        renewed = Set.copyOf(renewed);
    }

    static Target of(String feature, Catalogue catalogue, Desired desired) {
        return new Target(feature, catalogue, desired, Optional.empty(), Set.of());
    }

    static Target of(Catalogue catalogue, Desired desired, Parcel parcel, String source) {
        return new Target(
                parcel.feature().name(),
                catalogue.with(source, parcel.feature()),
                desired,
                Optional.of(parcel),
                Set.of());
    }

    Target with(Desired other) {
        return new Target(feature, catalogue, other, parcel, renewed);
    }

    Target renewing(String name) {
        return new Target(feature, catalogue, desired, parcel, Set.of(name));
    }
}
