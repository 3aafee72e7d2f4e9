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

/** {@code stoa feature install}: brings a new feature. Thread-safe. */
@Component
public final class FeatureInstall implements AdminCommand {

    private static final Spec SPEC =
            Spec.asking(
                    "feature install",
                    "Install a feature that was not there, and start it.",
                    "Example: stoa feature install /srv/mood-1.0.0.jar, or a feature .json with its"
                            + " jars beside it, or a .zip of both.",
                    List.of(Fields.FILE, Fields.CASCADE));

    private final Verb verb;

    /** Takes the engine. */
    @Activate
    public FeatureInstall(@Reference(policyOption = GREEDY) Engine engine) {
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
        return new Request(
                Request.Verb.INSTALL, "", form.text("file"), "", form.flag("cascade"), false);
    }
}
