package io.stoa.core.lifecycle.command;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.core.lifecycle.Engine;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa feature info NAME}: everything about one feature. Thread-safe. */
@Component
public final class FeatureInfo implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "feature info",
                    "Show one feature: bundles, components, dependents, versions.",
                    "Example: stoa feature info roster",
                    List.of(Fields.NAME),
                    true);

    private final Engine engine;

    /** Takes the engine. */
    @Activate
    public FeatureInfo(@Reference(policyOption = GREEDY) Engine engine) {
        this.engine = engine;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        Engine.View view = Fields.told(engine::view);
        String name = form.text("name");
        if (!view.catalogue().names(view.desired()).contains(name)) {
            throw new AdminException(
                    "there is no feature “" + name + "”; stoa feature list shows all");
        }
        return Report.facts("", new FeatureFacts(view, name).all());
    }
}
