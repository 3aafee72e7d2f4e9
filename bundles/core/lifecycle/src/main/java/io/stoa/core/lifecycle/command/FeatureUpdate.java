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

/** {@code stoa feature update}: replaces a feature under load. Thread-safe. */
@Component
public final class FeatureUpdate implements AdminCommand {

    private static final Spec SPEC =
            Spec.asking(
                    "feature update",
                    "Replace a feature by another version while people chat, or start it afresh.",
                    "Examples: stoa feature update ping /srv/io.stoa.info.ping-0.1.1.jar; stoa"
                        + " feature update ping starts it afresh, or takes the newer version of the"
                        + " distribution. When the new version does not work, the old one comes"
                        + " back.",
                    List.of(Fields.NAME, Fields.UPDATE, Fields.DOWNGRADE, Fields.CASCADE));

    private final Verb verb;

    /** Takes the engine. */
    @Activate
    public FeatureUpdate(@Reference(policyOption = GREEDY) Engine engine) {
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
                Request.Verb.UPDATE,
                form.text("name"),
                form.text("file"),
                "",
                form.flag("cascade"),
                form.flag("downgrade"));
    }
}
