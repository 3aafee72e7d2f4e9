package io.stoa.core.lifecycle.command;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.core.lifecycle.Engine;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;

/** {@code stoa feature list}: what there is, what runs, whether it works. Thread-safe. */
@Component
public final class FeatureList implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "feature list",
                    "List the features: what runs, in which version, whether it works.",
                    "Example: stoa feature list --json",
                    List.of(),
                    true);

    private final Engine engine;

    /** Takes the engine. */
    @Activate
    public FeatureList(@Reference(policyOption = GREEDY) Engine engine) {
        this.engine = engine;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        Engine.View view = Fields.told(engine::view);
        List<List<String>> rows = new ArrayList<>();
        for (String name : view.catalogue().here(view.desired())) {
            FeatureFacts facts = new FeatureFacts(view, name);
            rows.add(
                    List.of(
                            name,
                            facts.state(),
                            facts.version(),
                            facts.from(),
                            facts.health(),
                            facts.title()));
        }
        return new Report(
                "",
                List.of("feature", "state", "version", "from", "health", "title"),
                rows,
                List.copyOf(view.leftOut()));
    }
}
