package io.stoa.admin.control;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * The person at the terminal that started the server; the launcher speaks to them, see {@code
 * io.stoa.core.launcher.StartReport}. Without a launcher the words are logged, secrets are not.
 * Thread-safe.
 */
@Component(service = Launcher.class)
public final class Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private final List<BiConsumer<String, String>> launchers;

    /** Takes the launcher, if there is one. */
    @Activate
    public Launcher(
            @Reference(
                            cardinality = ReferenceCardinality.MULTIPLE,
                            policyOption = GREEDY,
                            target = "(stoa.launcher=true)")
                    List<BiConsumer<String, String>> launchers) {
        this.launchers = List.copyOf(launchers);
    }

    void ready(String banner) {
        say("ready", banner);
    }

    void warn(String text) {
        say("warn", text);
        if (launchers.isEmpty()) {
            LOG.warn("{}", text);
        }
    }

    void failed(String text) {
        say("failed", text);
        if (launchers.isEmpty()) {
            LOG.error("{}", text);
        }
    }

    private void say(String word, String text) {
        launchers.forEach(launcher -> launcher.accept(word, text));
    }
}
