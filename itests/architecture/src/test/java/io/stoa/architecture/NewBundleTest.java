package io.stoa.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What {@code ./new-bundle} writes obeys the rules and compiles, in a copy of a few files. */
final class NewBundleTest {

    private static final List<String> NEEDED =
            List.of("new-bundle", "bundles/pom.xml", "runtime/pom.xml", "CHANGELOG.md");

    private final SourceTree tree = SourceTree.ofTheBuild();

    @TempDir Path copy;

    @BeforeEach
    void copyWhatIsNeeded() throws IOException {
        for (String file : NEEDED) {
            Path to = copy.resolve(file);
            Files.createDirectories(to.getParent());
            Files.copy(tree.root().resolve(file), to);
        }
    }

    @Test
    void aFeatureOfAnAccountIsInOrder() throws IOException, InterruptedException {
        assertThat(newBundle("im/mood", "0107", "1.2.2")).contains("wrote", "changed", "Next:");
        assertInOrder("im/mood");
    }

    @Test
    void aFeatureOfTheServerIsInOrder() throws IOException, InterruptedException {
        newBundle("info/weather", "0999");
        assertInOrder("info/weather");
    }

    @Test
    void nonsenseIsRefused() throws IOException, InterruptedException {
        assertThat(newBundle("im/mood", "17")).contains("four digits");
        assertThat(newBundle("im/Mood", "0107")).contains("is not GROUP/NAME");
        assertThat(newBundle("core/mood", "0107")).contains("only im/ and info/");
        assertThat(new SourceTree(copy).javaFiles()).isEmpty();
    }

    private void assertInOrder(String path) {
        SourceTree made = new SourceTree(copy);
        String name = "io.stoa." + path.replace('/', '.');
        assertThat(new Formatting(made).unformatted()).isEmpty();
        assertThat(Audit.of("all-sources.xml", made, made.javaFiles())).isEmpty();
        assertThat(made.bundles()).extracting(Bundle::path).contains(path);
        assertThat(made.read(Path.of("bundles/pom.xml"))).contains("<module>" + path + "</module>");
        assertThat(made.read(Path.of("runtime/pom.xml"))).contains(">" + name + "</artifactId>");
        String feature = path.substring(path.indexOf('/') + 1);
        assertThat(made.read(Path.of("features/" + feature + ".json"))).contains(":" + name + ":");
        assertThat(made.read(Path.of("CHANGELOG.md"))).contains("(" + path + ")");
        assertThat(made.read(Path.of("config/" + name + ".cfg"))).contains("size = 10000");
        assertThat(compile(made)).isEmpty();
    }

    private String newBundle(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("bash", "new-bundle"), Stream.of(arguments)).toList();
        Process process =
                new ProcessBuilder(command)
                        .directory(copy.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private String compile(SourceTree made) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        StringWriter complaints = new StringWriter();
        StandardJavaFileManager files =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        List<File> sources =
                made.javaFiles().stream().map(it -> copy.resolve(it).toFile()).toList();
        List<String> options =
                List.of(
                        "-proc:none",
                        "-classpath",
                        classPath(),
                        "-d",
                        copy.resolve("c").toString());
        compiler.getTask(
                        complaints,
                        files,
                        null,
                        options,
                        null,
                        files.getJavaFileObjectsFromFiles(sources))
                .call();
        return complaints.toString();
    }

    private String classPath() {
        return Stream.concat(
                        Stream.of(System.getProperty("java.class.path")),
                        tree.bundles().stream().map(it -> it.classes().toString()))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
