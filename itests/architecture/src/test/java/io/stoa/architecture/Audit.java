package io.stoa.architecture;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import com.puppycrawl.tools.checkstyle.api.Configuration;

import org.xml.sax.InputSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Runs Checkstyle with one of our configurations. Stateless. */
final class Audit {

    /**
     * What Checkstyle found.
     *
     * @param rule the id of the rule
     * @param file the file, relative to the root
     * @param line the line
     * @param message what to do instead
     */
    record Finding(String rule, String file, int line, String message) {}

    private Audit() {}

    static List<Finding> of(String configuration, SourceTree tree, List<Path> files) {
        Recorder recorder = new Recorder(tree.root());
        Checker checker = new Checker();
        try {
            checker.setModuleClassLoader(Checker.class.getClassLoader());
            checker.configure(load(configuration));
            checker.addListener(recorder);
            checker.process(
                    files.stream().map(file -> tree.root().resolve(file).toFile()).toList());
        } catch (CheckstyleException failure) {
            throw new IllegalStateException(failure);
        } finally {
            checker.destroy();
        }
        return recorder.findings;
    }

    private static Configuration load(String name) throws CheckstyleException {
        InputSource source = new InputSource(Audit.class.getResourceAsStream(name));
        return ConfigurationLoader.loadConfiguration(
                source,
                new PropertiesExpander(new Properties()),
                ConfigurationLoader.IgnoredModulesOptions.OMIT);
    }

    private static final class Recorder implements AuditListener {

        private final Path root;
        private final List<Finding> findings = new ArrayList<>();

        Recorder(Path root) {
            this.root = root;
        }

        @Override
        public void addError(AuditEvent event) {
            findings.add(
                    new Finding(
                            event.getModuleId(),
                            root.relativize(Path.of(event.getFileName())).toString(),
                            event.getLine(),
                            event.getMessage()));
        }

        @Override
        public void addException(AuditEvent event, Throwable failure) {
            throw new IllegalStateException(event.getFileName(), failure);
        }

        @Override
        public void auditStarted(AuditEvent event) {
            // nothing to prepare
        }

        @Override
        public void auditFinished(AuditEvent event) {
            // nothing to close
        }

        @Override
        public void fileStarted(AuditEvent event) {
            // one list for all files
        }

        @Override
        public void fileFinished(AuditEvent event) {
            // one list for all files
        }
    }
}
