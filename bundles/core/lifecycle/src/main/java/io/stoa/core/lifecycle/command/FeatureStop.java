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

/** {@code stoa feature stop}: switches a feature off. Thread-safe. */
@Component
public final class FeatureStop implements AdminCommand {

    private static final Spec SPEC =
            Spec.asking(
                    "feature stop",
                    "Switch a feature off while people chat; it stays off after a restart.",
                    "Example: stoa feature stop ping. What it answered is then service-unavailable."
                            + " With --domain it is off for that domain only.",
                    List.of(Fields.NAME, Fields.DOMAIN, Fields.CASCADE));

    private final Verb verb;

    /** Takes the engine. */
    @Activate
    public FeatureStop(@Reference(policyOption = GREEDY) Engine engine) {
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
                Request.Verb.STOP,
                form.text("name"),
                "",
                form.text("domain"),
                form.flag("cascade"),
                false);
    }
}
