package io.stoa.core.admin;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import java.util.List;

/** {@code stoa bundle start NAME}: switches a feature on again. Thread-safe. */
@Component
public final class BundleStart implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "bundle start",
                    "Switch a feature on while people chat.",
                    "Example: stoa bundle start io.stoa.info.ping",
                    List.of(new Field("name", "the bundle's name", Field.Kind.TEXT, true)),
                    false);

    private final FeatureBundles bundles;

    /** Takes the context. */
    @Activate
    public BundleStart(BundleContext context) {
        this.bundles = new FeatureBundles(context);
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        String name = form.text("name");
        bundles.change(name, Bundle::start);
        return Report.of(name + " is on.", "stoa path");
    }
}
