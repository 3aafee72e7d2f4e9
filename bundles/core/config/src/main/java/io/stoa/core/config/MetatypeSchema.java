package io.stoa.core.config;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Reads the schema out of the bundles' metatype (OSGi Compendium 105). */
final class MetatypeSchema {

    private static final String OURS = "io.stoa.";
    private static final String NEXT = "next:";
    private static final int RUNS = Bundle.STARTING | Bundle.ACTIVE;

    private static final int TRIES = 1000;
    private static final long MOMENT_NANOS = 1_000_000;

    private MetatypeSchema() {}

    /** Reads the metatype of our bundles and of other people's features, started or not. */
    static Schema read(BundleContext context, MetaTypeService metatypes) {
        Map<String, SequencedMap<String, Key>> pids = new HashMap<>();
        Set<String> running = running(context);
        for (Bundle bundle : context.getBundles()) {
            if (counts(bundle) && (runs(bundle) || !running.contains(bundle.getSymbolicName()))) {
                keys(bundle, metatypes)
                        .forEach(
                                (pid, keys) ->
                                        pids.computeIfAbsent(pid, absent -> new LinkedHashMap<>())
                                                .putAll(keys));
            }
        }
        return new Schema(pids);
    }

    private static Set<String> running(BundleContext context) {
        return Arrays.stream(context.getBundles())
                .filter(MetatypeSchema::runs)
                .map(Bundle::getSymbolicName)
                .collect(Collectors.toSet());
    }

    private static boolean runs(Bundle bundle) {
        return (bundle.getState() & RUNS) != 0;
    }

    /** Reads the metatype of one bundle, which runs or is about to. */
    static Schema of(Bundle bundle, MetaTypeService metatypes) {
        return new Schema(counts(bundle) ? keys(bundle, metatypes) : Map.of());
    }

    /** Tells whether core/lifecycle has installed a bundle while the server ran. */
    static boolean isNext(Bundle bundle) {
        return bundle.getLocation().startsWith(NEXT);
    }

    private static boolean counts(Bundle bundle) {
        return stays(bundle) && (isOurs(bundle) || isFeature(bundle));
    }

    /** A bundle that is refreshed has no content for a moment, which Felix does not expect. */
    private static Map<String, SequencedMap<String, Key>> keys(
            Bundle bundle, MetaTypeService metatypes) {
        int tries = 0;
        while (true) {
            try {
                return keys(metatypes.getMetaTypeInformation(bundle));
            } catch (NullPointerException | IllegalStateException moving) {
                if (!stays(bundle)) {
                    return Map.of();
                }
                tries++;
                if (tries > TRIES) {
                    throw moving;
                }
                LockSupport.parkNanos(MOMENT_NANOS);
            }
        }
    }

    private static boolean isOurs(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name != null && name.startsWith(OURS);
    }

    /** A feature knows model or api; what the distribution's libraries offer is not for people. */
    private static boolean isFeature(Bundle bundle) {
        String imports = bundle.getHeaders("").get(Constants.IMPORT_PACKAGE);
        return imports != null && imports.contains(OURS);
    }

    /**
     * What core/lifecycle has installed beside its predecessor counts from its start on. Until then
     * the predecessor serves; and of what never starts, Metatype would keep for ever what it has
     * read.
     */
    private static boolean stays(Bundle bundle) {
        return isNext(bundle) ? runs(bundle) : bundle.getState() != Bundle.UNINSTALLED;
    }

    private static Map<String, SequencedMap<String, Key>> keys(
            @Nullable MetaTypeInformation information) {
        Map<String, SequencedMap<String, Key>> pids = new HashMap<>();
        if (information == null) {
            return pids;
        }
        for (String pid : information.getPids()) {
            ObjectClassDefinition definition = information.getObjectClassDefinition(pid, null);
            SequencedMap<String, Key> keys = new LinkedHashMap<>();
            for (AttributeDefinition attribute :
                    definition.getAttributeDefinitions(ObjectClassDefinition.ALL)) {
                keys.put(attribute.getID(), key(attribute));
            }
            pids.put(pid, keys);
        }
        return pids;
    }

    private static Key key(AttributeDefinition attribute) {
        String[] defaults = attribute.getDefaultValue();
        String description = attribute.getDescription();
        return new Key(
                attribute.getID(),
                attribute.getType(),
                attribute.getCardinality() != 0,
                defaults == null ? List.of() : List.of(defaults),
                description == null ? "" : description,
                attribute.getOptionValues() == null
                        ? List.of()
                        : List.of(attribute.getOptionValues()),
                value -> Objects.requireNonNullElse(attribute.validate(value), ""));
    }
}
