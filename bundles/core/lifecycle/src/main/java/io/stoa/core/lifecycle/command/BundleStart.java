package io.stoa.core.lifecycle.command;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.core.lifecycle.Engine;
import io.stoa.core.lifecycle.Request;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Optional;

/** {@code stoa bundle start}: the feature that a bundle is, by the bundle's name. Thread-safe. */
@Component
public final class BundleStart implements AdminCommand {

    private static final Spec SPEC =
            Spec.asking(
                    "bundle start",
                    "Switch the feature that a bundle is on, as stoa feature start does.",
                    "Example: stoa bundle start io.stoa.info.ping. It goes the way of stoa feature"
                            + " start.",
                    List.of(
                            new Field("name", "the bundle's name", Field.Kind.TEXT, true),
                            Fields.CASCADE));

    private final Engine engine;
    private final Verb verb;

    /** Takes the engine. */
    @Activate
    public BundleStart(@Reference(policyOption = GREEDY) Engine engine) {
        this.engine = engine;
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

    private Request request(Form form) {
        String feature = new Owner(Fields.told(engine::view)).of(form.text("name"), "start");
        return new Request(Request.Verb.START, feature, "", "", form.flag("cascade"), false);
    }
}
