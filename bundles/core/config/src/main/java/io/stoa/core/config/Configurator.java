package io.stoa.core.config;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads the files and writes what they say into {@code ConfigurationAdmin}, before the components
 * of the higher start levels ask, again whenever a file changes, and again when a bundle comes that
 * can be configured. A file that cannot be read at the start ends the start; later it is reported
 * and what was valid before stays. Thread-safe.
 */
@Component(service = Configurator.class, immediate = true)
public final class Configurator implements SynchronousBundleListener {

    private static final Logger LOG = LoggerFactory.getLogger(Configurator.class);

    private final BundleContext context;
    private final ConfigurationAdmin configurations;
    private final MetaTypeService metatypes;
    private final Launch launch;
    private final OwnFiles own;
    private final Optional<Watch> watch;
    private final Lock lock = new ReentrantLock();

    /** How often bundles came or became others. */
    private final AtomicLong bundles = new AtomicLong();

    private final Set<Long> updated = ConcurrentHashMap.newKeySet();
    private volatile Schema applied = new Schema(Map.of());

    private final Set<String> written = new HashSet<>();
    private final Set<String> complained = new HashSet<>();

    /** Applies the files and watches them. */
    @Activate
    public Configurator(
            BundleContext context,
            @Reference(policyOption = GREEDY) ConfigurationAdmin configurations,
            @Reference(policyOption = GREEDY) MetaTypeService metatypes) {
        this.context = context;
        this.configurations = configurations;
        this.metatypes = metatypes;
        this.launch = Launch.of(context);
        this.own = new OwnFiles(launch.own());
        this.watch = start();
    }

    private Optional<Watch> start() {
        try {
            own.prepare(launch.domain(), "localhost");
            apply(true);
            context.addBundleListener(this);
            return Optional.of(Watch.on(launch.own(), this::changed));
        } catch (ConfigException wrong) {
            LOG.debug("the configuration is refused", wrong);
            // What cannot be configured must not run; whoever started us is told.
            StartFailure.tell(context, wrong.getMessage());
            return Optional.empty();
        }
    }

    /** Watches no more. */
    @Deactivate
    public void stop() {
        context.removeBundleListener(this);
        watch.ifPresent(Watch::close);
    }

    OwnFiles own() {
        return own;
    }

    Schema schema() {
        return MetatypeSchema.read(context, metatypes);
    }

    SequencedMap<String, Setting> settings() {
        return new Layers(launch).read();
    }

    /**
     * Sets a key in the administrator's own file and applies it.
     *
     * @throws ConfigException when there is no such key, or it does not take the value
     */
    Setting set(String line) {
        Setting setting = Setting.parse(line, "config set");
        Schema schema = schema();
        schema.complaint(setting)
                .ifPresent(
                        complaint -> {
                            throw new ConfigException(complaint);
                        });
        schema.key(setting)
                .ifPresent(
                        key -> {
                            key.value(setting);
                            key.check(setting);
                        });
        Optional<String> before = own.read(setting.pid(), setting.key());
        own.set(setting.pid(), setting.key(), setting.value());
        try {
            apply(false);
        } catch (ConfigException refused) {
            before.ifPresentOrElse(
                    value -> own.set(setting.pid(), setting.key(), value),
                    () -> own.unset(setting.pid(), setting.key()));
            throw refused;
        }
        return setting;
    }

    /** Returns where the valid value of a key was said. */
    String source(Setting setting) {
        return Optional.ofNullable(settings().get(setting.name())).map(Setting::source).orElse("");
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        boolean news = false;
        switch (event.getType()) {
            case BundleEvent.INSTALLED -> news = !MetatypeSchema.isNext(bundle);
            case BundleEvent.UPDATED -> updated.add(bundle.getBundleId());
            case BundleEvent.STARTING -> news = isNews(bundle);
            default -> {
                // nothing that can be configured has come
            }
        }
        if (news) {
            bundles.incrementAndGet();
            changed();
        }
    }

    /** Callers wait while a successor starts: the files are read again for one that differs. */
    private boolean isNews(Bundle bundle) {
        return (MetatypeSchema.isNext(bundle) || updated.contains(bundle.getBundleId()))
                && !applied.knows(MetatypeSchema.of(bundle, metatypes));
    }

    /** Applies the files again; what is wrong with them is logged. */
    void changed() {
        try {
            apply(false);
        } catch (ConfigException wrong) {
            LOG.error("{}; the configuration stays as it was", wrong.getMessage());
        }
    }

    /**
     * Reads everything and hands it on.
     *
     * @param starting whether an unknown key on the command line is a reason not to start
     * @throws ConfigException when something cannot be read; then nothing is changed
     */
    void apply(boolean starting) {
        long known;
        do {
            known = bundles.get();
            // without our lock: to read the schema the framework locks bundles, and whoever calls
            // bundleChanged has locked one already
        } while (!apply(schema(), known, starting));
    }

    /** Applies the files, unless bundles have come since the schema was read. */
    private boolean apply(Schema schema, long known, boolean starting) {
        lock.lock();
        try {
            if (bundles.get() != known) {
                return false;
            }
            write(wanted(schema, starting));
            applied = schema;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Map<String, Map<String, Object>> wanted(Schema schema, boolean starting) {
        Map<String, Map<String, Object>> wanted = new TreeMap<>();
        for (Setting setting : settings().values()) {
            Optional<String> complaint = schema.complaint(setting);
            complaint.ifPresent(it -> complain(setting, it, starting));
            Object value =
                    schema.key(setting).map(key -> key.value(setting)).orElseGet(setting::value);
            wanted.computeIfAbsent(setting.pid(), absent -> new HashMap<>())
                    .put(setting.key(), value);
        }
        return wanted;
    }

    private void complain(Setting setting, String complaint, boolean starting) {
        if (starting && setting.source().startsWith(Layers.COMMAND_LINE)) {
            throw new ConfigException(complaint);
        }
        // What was shipped for a bundle that is not there is nobody's mistake.
        boolean shipped = setting.source().startsWith(launch.shipped().toString());
        if (complained.add(complaint) && !shipped) {
            LOG.warn("{}", complaint);
        }
    }

    private void write(Map<String, Map<String, Object>> wanted) {
        try {
            for (Map.Entry<String, Map<String, Object>> entry : wanted.entrySet()) {
                Configuration configuration = configurations.getConfiguration(entry.getKey(), "?");
                if (configuration.updateIfDifferent(FrameworkUtil.asDictionary(entry.getValue()))) {
                    LOG.debug("{} is configured", entry.getKey());
                }
            }
            List<String> gone = new ArrayList<>(written);
            gone.removeAll(wanted.keySet());
            for (String pid : gone) {
                configurations.getConfiguration(pid, "?").delete();
            }
            written.retainAll(wanted.keySet());
            written.addAll(wanted.keySet());
        } catch (IOException failure) {
            throw new ConfigException("cannot keep the configuration: " + failure, failure);
        }
    }
}
