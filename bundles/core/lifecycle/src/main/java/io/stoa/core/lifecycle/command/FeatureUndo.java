package io.stoa.core.lifecycle.command;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.core.lifecycle.Engine;
import io.stoa.core.lifecycle.Request;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Optional;

/** {@code stoa feature undo}: returns to the set before a change. Thread-safe. */
@Component
public final class FeatureUndo implements AdminCommand {

    private static final Spec SPEC =
            Spec.asking(
                    "feature undo",
                    "Return to the set of features before the last change, or before an earlier"
                            + " one.",
                    "Example: stoa feature undo 17, with a number of stoa feature history",
                    List.of(Fields.NUMBER));

    private final Verb verb;

    /** Takes the engine. */
    @Activate
    public FeatureUndo(@Reference(policyOption = GREEDY) Engine engine) {
        this.verb = new Verb(engine);
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Optional<Report> plan(Form form) {
        return verb.plan(request(form));
    }

    @Override
    public Report run(Form form) {
        return verb.run(request(form), form.actor());
    }

    private static Request request(Form form) {
        return new Request(Request.Verb.UNDO, form.text("number"), "", "", true, false);
    }
}
