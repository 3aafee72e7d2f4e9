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

/** {@code stoa feature rollback}: returns to the version before. Thread-safe. */
@Component
public final class FeatureRollback implements AdminCommand {

    private static final Spec SPEC =
            Spec.asking(
                    "feature rollback",
                    "Return to the version of a feature before the last update.",
                    "Example: stoa feature rollback ping",
                    List.of(Fields.NAME));

    private final Verb verb;

    /** Takes the engine. */
    @Activate
    public FeatureRollback(@Reference(policyOption = GREEDY) Engine engine) {
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
        return Request.of(Request.Verb.ROLLBACK, form.text("name"));
    }
}
