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

/** {@code stoa bundle stop NAME}: switches a feature off; nobody is disconnected. Thread-safe. */
@Component
public final class BundleStop implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "bundle stop",
                    "Switch a feature off while people chat.",
                    "Example: stoa bundle stop io.stoa.info.ping. The next start of the server has"
                            + " it on again.",
                    List.of(new Field("name", "the bundle's name", Field.Kind.TEXT, true)),
                    false);

    private final FeatureBundles bundles;

    /** Takes the context. */
    @Activate
    public BundleStop(BundleContext context) {
        this.bundles = new FeatureBundles(context);
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        String name = form.text("name");
        bundles.change(name, Bundle::stop);
        return Report.of(
                name + " is off; what it answered is now service-unavailable.",
                "stoa bundle start " + name);
    }
}
