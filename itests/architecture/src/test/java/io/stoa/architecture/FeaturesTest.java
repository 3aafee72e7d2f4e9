package io.stoa.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code features/*.json} say about the distribution. core/lifecycle reads them strictly. */
final class FeaturesTest {

    private static final Pattern ID = Pattern.compile("\"id\": \"([^:\"]+):([^:\"]+):([^\"]+)\"");
    private static final Pattern DEPENDENCY =
            Pattern.compile(
                    "<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>"
                            + "\\s*<version>([^<]+)</version>");
    private static final Set<String> ON_THE_CLASS_PATH =
            Set.of("org.apache.felix.framework", "io.stoa.core.launcher");

    private final SourceTree tree = SourceTree.ofTheBuild();

    @Test
    void everyBundleOfTheDistributionIsInOneFeature() {
        Violations violations =
                new Violations(
                        "features/NAME.json names the bundles of a feature, each in one feature"
                                + " only; runtime/pom.xml names them, too, with the same version.");
        TreeMap<String, String> owners = new TreeMap<>();
        for (Path file : files()) {
            for (String id : bundles(tree.read(file))) {
                String other = owners.put(id, file.toString());
                violations.addUnless(other == null, id + " is in " + file + " and in " + other);
            }
        }
        Set<String> shipped = shipped();
        shipped.stream()
                .filter(it -> !owners.containsKey(it))
                .forEach(it -> violations.add(it + " is in no feature"));
        owners.keySet().stream()
                .filter(it -> !shipped.contains(it))
                .forEach(it -> violations.add(it + " is not in runtime/pom.xml"));
        violations.assertNone();
    }

    @Test
    void aFeatureIsNamedLikeItsFileAndSaysWhatItIs() {
        Violations violations =
                new Violations(
                        "features/NAME.json has \"id\": \"io.stoa:NAME:${project.version}\", a"
                                + " \"name\", a \"description\" that is a sentence, and requires"
                                + " features that there are.");
        List<String> names = files().stream().map(FeaturesTest::name).toList();
        for (Path file : files()) {
            String text = tree.read(file);
            Matcher id = ID.matcher(text);
            String expected = "io.stoa:" + name(file) + ":${project.version}";
            violations.addUnless(
                    id.find() && id.group().equals("\"id\": \"" + expected + "\""),
                    file + " is not " + expected);
            violations.addUnless(text.contains("\"name\": \""), file + " has no name");
            violations.addUnless(
                    text.matches("(?s).*\"description\": \"[^\"]+\\.\".*"),
                    file + " has no sentence as description");
            List<String> required = required(text);
            violations.addUnless(
                    required.contains("core") || name(file).equals("core"),
                    file + " does not require core");
            required.stream()
                    .filter(it -> !names.contains(it))
                    .forEach(it -> violations.add(file + " requires " + it + ", which is not"));
        }
        violations.assertNone();
    }

    @Test
    void thereAreFeatures() {
        assertThat(files()).hasSizeGreaterThan(15);
        assertThat(shipped()).hasSizeGreaterThan(40);
    }

    private List<Path> files() {
        return tree.files().stream()
                .filter(it -> it.startsWith("features") && it.toString().endsWith(".json"))
                .sorted()
                .toList();
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".json".length());
    }

    private Set<String> shipped() {
        TreeMap<String, String> shipped = new TreeMap<>();
        Matcher dependency = DEPENDENCY.matcher(Text.read(tree.root().resolve("runtime/pom.xml")));
        while (dependency.find()) {
            if (!ON_THE_CLASS_PATH.contains(dependency.group(2))) {
                shipped.put(
                        dependency.group(1) + ":" + dependency.group(2) + ":" + dependency.group(3),
                        "");
            }
        }
        return shipped.keySet();
    }

    private static List<String> bundles(String text) {
        String part = text.substring(text.indexOf("\"bundles\""), end(text));
        List<String> bundles = new ArrayList<>();
        Matcher id = ID.matcher(part);
        while (id.find()) {
            bundles.add(id.group(1) + ":" + id.group(2) + ":" + id.group(3));
        }
        return bundles;
    }

    private static int end(String text) {
        int extensions = text.indexOf("\"extensions\"");
        return extensions < 0 ? text.length() : extensions;
    }

    private static List<String> required(String text) {
        List<String> required = new ArrayList<>();
        Matcher id = ID.matcher(text.substring(end(text)));
        while (id.find()) {
            required.add(id.group(2));
        }
        return required;
    }
}
