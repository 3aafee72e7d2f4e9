package io.stoa.core.lifecycle.command;

import io.stoa.admin.AdminException;
import io.stoa.core.lifecycle.Engine;
import io.stoa.core.lifecycle.feature.Feature;

import java.util.List;

/**
 * Whose bundle it is: bundles are switched as the features that they are.
 *
 * @param view what there was when somebody looked
 */
record Owner(Engine.View view) {

    /** Returns the name of the feature that a bundle is, alone. */
    String of(String bundle, String verb) {
        List<Feature> owners =
                view.catalogue().names(view.desired()).stream()
                        .flatMap(it -> view.catalogue().current(it, view.desired()).stream())
                        .filter(it -> it.bundle(bundle).isPresent())
                        .toList();
        if (owners.isEmpty()) {
            throw new AdminException(
                    "there is no bundle “" + bundle + "” of a feature; stoa bundle list shows all");
        }
        Feature owner = owners.getFirst();
        if (owners.size() > 1 || owner.bundles().size() > 1) {
            throw new AdminException(
                    bundle
                            + " is not switched alone; it belongs to "
                            + String.join(", ", owners.stream().map(Feature::name).toList())
                            + ": stoa feature "
                            + verb
                            + " "
                            + owner.name());
        }
        return owner.name();
    }
}
