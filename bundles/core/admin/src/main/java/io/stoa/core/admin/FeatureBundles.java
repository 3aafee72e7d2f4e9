package io.stoa.core.admin;

import io.stoa.admin.AdminException;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

import java.util.Arrays;
import java.util.Set;

/** The bundles that an admin may switch while the server runs. Thread-safe. */
record FeatureBundles(BundleContext context) {

    /** Without these nothing works, not even the command that would start them again. */
    private static final Set<String> FIXED =
            Set.of("io.stoa.admin", "io.stoa.admin.control", "io.stoa.net.mina");

    private static final Set<String> GROUPS =
            Set.of("admin", "auth", "im", "info", "negotiation", "net", "service", "storage");

    /** Finds a bundle that may be switched. */
    Bundle find(String name) {
        Bundle found =
                Arrays.stream(context.getBundles())
                        .filter(it -> name.equals(it.getSymbolicName()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new AdminException(
                                                "there is no bundle “"
                                                        + name
                                                        + "”; stoa bundle list shows all"));
        if (FIXED.contains(name) || !isFeature(name)) {
            throw new AdminException(
                    name + " cannot be switched while the server runs: everything stands on it");
        }
        return found;
    }

    private static boolean isFeature(String name) {
        String[] parts = name.split("\\.", -1);
        return parts.length == 4 && name.startsWith("io.stoa.") && GROUPS.contains(parts[2]);
    }

    /** Something that is done with a bundle. */
    interface Change {
        void to(Bundle bundle) throws BundleException;
    }

    /** Does something with a bundle, on a thread that is in no passage. */
    void change(String name, Change change) {
        Bundle bundle = find(name);
        try {
            change.to(bundle);
        } catch (BundleException failure) {
            throw new AdminException(name + ": " + failure.getMessage());
        }
    }
}
