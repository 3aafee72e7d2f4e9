package io.stoa.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Features are installed, replaced and taken back in a running server, and whatever is wrong with
 * them leaves everything as it was. One server, in the order of its life; juliet stays connected.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveChangeIT {

    private static final String MOOD = Moods.NAME;

    @TempDir static Path folder;
    private Moods moods;
    private Hello hello;
    private RuntimeProcess server;
    private TcpClient juliet;

    @BeforeAll
    void start() {
        moods = new Moods(new BundleMaker(folder));
        hello = new Hello(new BundleMaker(folder));
        server = RuntimeProcess.start(folder.resolve("data"));
        server.call("account", "add", "juliet@" + Stoa.DOMAIN, "--password", "secret");
        juliet = TcpClient.connect(server.port("c2s"), "juliet", "secret", "balcony");
    }

    @AfterAll
    void stop() {
        juliet.close();
        server.close();
    }

    private String mood() {
        return mood(juliet);
    }

    private static String mood(TcpClient client) {
        return ask(client, "mood");
    }

    private String hello() {
        return ask(juliet, "hello");
    }

    /** Returns the text of the answer, or the condition of the error. */
    private static String ask(TcpClient client, String what) {
        Element answer =
                client.request(
                        "<iq type='get' id='m' to='%s'><%s xmlns='urn:example:%s'/></iq>"
                                .formatted(Stoa.DOMAIN, what, what));
        return answer.attribute("type").equals("result")
                ? answer.elements().findFirst().orElseThrow().text()
                : answer.elements()
                        .filter(it -> it.local().equals("error"))
                        .flatMap(Element::elements)
                        .findFirst()
                        .orElseThrow()
                        .local();
    }

    private String feature(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "feature";
        System.arraycopy(words, 0, all, 1, words.length);
        return server.call(all);
    }

    private void refused(String verb, Path file, String... reasons) {
        String before = feature("list", "--json");
        assertThatThrownBy(
                        () ->
                                feature(
                                        verb.equals("update")
                                                ? List.of(verb, MOOD, file.toString(), "--yes")
                                                        .toArray(String[]::new)
                                                : List.of(verb, file.toString(), "--yes")
                                                        .toArray(String[]::new)))
                .satisfies(it -> assertThat(it.getMessage()).contains(reasons));
        assertThat(feature("list", "--json")).isEqualTo(before);
    }

    @Test
    @Order(1)
    void whatIsMissingIsNamedBeforeAnythingIsTouched() {
        assertThat(mood()).isEqualTo("service-unavailable");
        refused("install", moods.lonely("1.0.0"), "cannot be wired", "com.example.nobody");
        refused("install", folder.resolve("nothing.jar"), "there is no file");
    }

    @Test
    @Order(2)
    void aBundleIsInstalledAndServes() {
        Path jar = moods.good("1.0.0", "calm");
        assertThat(feature("plan", "install", jar.toString())).contains(MOOD, "absent → 1.0.0");
        assertThat(mood()).isEqualTo("service-unavailable");
        feature("install", jar.toString(), "--yes");
        assertThat(mood()).isEqualTo("calm 1");
        refused("install", jar, "there is a feature", "stoa feature update");
    }

    @Test
    @Order(3)
    void anUpdateKeepsItsState() {
        assertThat(feature("update", MOOD, moods.good("1.1.0", "merry").toString(), "--yes"))
                .contains("1.1.0");
        assertThat(mood()).isEqualTo("merry 2");
        refused("update", moods.good("1.0.0", "calm"), "is older", "--downgrade");
    }

    @Test
    @Order(3)
    void whatCouldNotReadWhatIsStoredIsRefusedByThePlan() {
        String history = feature("history");
        Path jar = moods.outdated("1.9.0");
        String[] cause = {
            "knows the store accounts up to version 0", "has version 2", "install a version"
        };
        assertThatThrownBy(() -> feature("plan", "update", MOOD, jar.toString()))
                .satisfies(it -> assertThat(it.getMessage()).contains(cause));
        refused("update", jar, cause);
        assertThat(feature("history")).isEqualTo(history);
    }

    @Test
    @Order(4)
    void whatDoesNotWorkComesNotToStay() {
        refused("update", moods.thrower("2.0.0"), "no moon tonight", "1.1.0 serves as before");
        assertThat(mood()).isEqualTo("merry 3");
        refused("update", moods.ill("2.0.1"), "the sky is grey");
        assertThat(mood()).isEqualTo("merry 4");
        refused("update", moods.forgetful("2.0.2"), "what is that?", "the predecessor");
        assertThat(mood()).isEqualTo("merry 5");
        refused("update", moods.lonely("2.0.3"), "com.example.nobody");
        assertThat(mood()).isEqualTo("merry 6");
        assertThat(feature("history")).contains("returned", "no moon tonight");
    }

    @Test
    @Order(5)
    void aStartThatHangsIsGivenUp() {
        refused("update", moods.hanger("2.1.0"), "given up after");
        assertThat(mood()).isEqualTo("merry 7");
    }

    @Test
    @Order(6)
    void thereIsAWayBackAndForth() {
        feature("rollback", MOOD, "--yes");
        assertThat(mood()).isEqualTo("calm 8");
        feature("undo", "--yes");
        assertThat(mood()).isEqualTo("merry 9");
        feature("stop", MOOD, "--yes");
        assertThat(mood()).isEqualTo("service-unavailable");
        feature("undo", "--yes");
        assertThat(mood()).isEqualTo("merry 1");
    }

    @Test
    @Order(7)
    void brokenFilesAreRefusedWithLineOrKey() throws IOException {
        Path file = folder.resolve("broken.json");
        Files.writeString(file, "{\n  \"id\": \"a:b:1\",\n  \"id\": \"a:b:1\"\n}");
        refused("install", file, "broken.json, line 3", "twice");
        Files.writeString(file, "{\"id\": \"a:b:1\", \"bundels\": []}");
        refused("install", file, "bundels", "no such key");
        Files.writeString(file, "{\"id\": \"a:b:1\", \"bundles\": [\"x:y:1\"]}");
        refused("install", file, "bundles[0]", "{\"id\": \"x:y:1\"}");
        Files.writeString(file, "{\"id\": \"a:b:1\", \"bundles\": [{\"id\": \"x:y:1\"}]}");
        refused("install", file, "there is no y-1.jar");
        Path half = folder.resolve("half.jar");
        byte[] whole = Files.readAllBytes(moods.good("3.0.0", "half"));
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        refused("install", half, "cannot be read as a jar");
    }

    @Test
    @Order(8)
    void dependentsAreNotBroken() {
        assertThatThrownBy(() -> feature("stop", "roster", "--yes"))
                .hasMessageContaining("PresenceRules")
                .hasMessageContaining("--cascade would stop presence");
        assertThatThrownBy(() -> feature("stop", "storage", "--yes", "--cascade"))
                .hasMessageContaining("io.stoa.storage.Storage")
                .hasMessageContaining("cannot be switched off");
        assertThatThrownBy(() -> feature("stop", "core", "--yes"))
                .hasMessageContaining("core is always on");
        assertThat(server.call("status")).containsPattern("state +works\\R");
    }

    /** Bundles that share a package are replaced together, and each is there once. */
    @Test
    @Order(8)
    void twoBundlesAreOneFeature() throws IOException {
        Duet duet = new Duet(new BundleMaker(folder), folder);
        feature("install", duet.good("1.0.0", "la").toString(), "--yes");
        assertThat(ask(juliet, "duet")).isEqualTo("la");
        for (String version : List.of("1.1.0", "1.2.0")) {
            Path newer = duet.good(version, "la la " + version);
            feature("update", Duet.NAME, newer.toString(), "--yes");
            assertThat(ask(juliet, "duet")).isEqualTo("la la " + version);
        }
        String worse = duet.hoarse("1.3.0").toString();
        assertThatThrownBy(() -> feature("update", Duet.NAME, worse, "--yes"))
                .hasMessageContaining("a frog");
        assertThat(ask(juliet, "duet")).isEqualTo("la la 1.2.0");
        feature("rollback", Duet.NAME, "--yes");
        assertThat(ask(juliet, "duet")).isEqualTo("la la 1.1.0");
        assertThat(server.call("bundle", "list", "org.example.voice", "--json"))
                .containsOnlyOnce("org.example.voice");
        feature("remove", Duet.NAME, "--yes");
        assertThat(server.call("bundle", "list", "org.example", "--json"))
                .doesNotContain("voice", "words");
    }

    @Test
    @Order(9)
    void whatIsPutIntoDeployRunsAndWhatIsTakenAwayIsGone() throws IOException {
        Path deploy = server.data().resolve("deploy");
        feature("remove", MOOD, "--yes");
        Path jar = deploy.resolve("mood.jar");
        Files.copy(moods.good("1.0.0", "calm"), jar);
        await("calm");
        Path newer = Files.copy(moods.good("1.2.0", "brave"), deploy.resolve("part"));
        Files.move(newer, jar, StandardCopyOption.REPLACE_EXISTING);
        await("brave");
        Path worse = Files.copy(moods.thrower("1.3.0"), deploy.resolve("part"));
        Files.move(worse, jar, StandardCopyOption.REPLACE_EXISTING);
        await(deploy.resolve("mood.jar.error"), true);
        assertThat(deploy.resolve("mood.jar.error")).content().contains("no moon tonight");
        assertThat(mood()).startsWith("brave");
        Files.delete(jar);
        await("service-unavailable");
        await(deploy.resolve("mood.jar.error"), false);
    }

    private void await(String mood) {
        await(this::mood, mood);
    }

    private static void await(Supplier<String> answer, String begin) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!answer.get().startsWith(begin)) {
            assertThat(System.nanoTime()).as("waiting for %s", begin).isLessThan(end);
        }
    }

    private void await(Path file, boolean there) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (Files.exists(file) != there) {
            assertThat(System.nanoTime()).as("waiting for %s", file).isLessThan(end);
            mood();
        }
    }

    /** What the README of the example says, in its order. */
    @Test
    @Order(10)
    void theExampleIsDroppedUpdatedAndTakenAway() throws IOException {
        assertThat(hello()).isEqualTo("service-unavailable");
        Path made = hello.asItIs();
        Path jar = server.data().resolve("deploy").resolve(made.getFileName());
        Files.copy(made, jar);
        await(this::hello, "Hello, juliet@" + Stoa.DOMAIN);
        assertThat(feature("list")).containsPattern(Hello.NAME + " .*on.*works");
        server.call("config", "set", Hello.NAME + ":greeting", "Ciao");
        await(this::hello, "Ciao, juliet@");
        server.call("config", "unset", Hello.NAME + ":greeting");
        await(this::hello, "Hello, juliet@");
        feature("update", Hello.NAME, hello.greeting("1.1.0", "Servus").toString(), "--yes");
        assertThat(hello()).startsWith("Servus, juliet@");
        String worse = hello.thrower("1.2.0").toString();
        assertThatThrownBy(() -> feature("update", Hello.NAME, worse, "--yes"))
                .hasMessageContaining("lost for words")
                .hasMessageContaining("1.1.0 serves as before");
        Files.delete(jar);
        await(this::hello, "service-unavailable");
        assertThat(feature("list")).doesNotContain(Hello.NAME);
        assertThat(feature("history")).contains("lost for words");
    }

    /** P15: from the file to the first stanza served, p95 ≤ 2 s; the figure is for the reader. */
    @Test
    @Order(10)
    void whatIsDroppedServesSoonTimeAndAgain() throws IOException {
        Path made = hello.asItIs();
        Path jar = server.data().resolve("deploy").resolve(made.getFileName());
        List<Long> millis = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            long dropped = System.nanoTime();
            Files.copy(made, jar);
            await(this::hello, "Hello, juliet@" + Stoa.DOMAIN);
            millis.add(Duration.ofNanos(System.nanoTime() - dropped).toMillis());
            Files.delete(jar);
            await(this::hello, "service-unavailable");
        }
        millis.sort(null);
        LoggerFactory.getLogger(LiveChangeIT.class)
                .info(
                        "P15: from the dropped jar to the first stanza served, of {}: p50 {} ms,"
                                + " p95 {} ms, worst {} ms",
                        millis.size(),
                        millis.get(millis.size() / 2),
                        millis.get((int) Math.ceil(millis.size() * 0.95) - 1),
                        millis.getLast());
    }

    @Test
    @Order(11)
    void theExampleIsAFeatureOfItsOwnName() {
        feature("install", hello.feature().toString(), "--yes");
        await(this::hello, "Hello, juliet@");
        assertThat(feature("list")).containsPattern("hello .*on.*works");
        feature("remove", "hello", "--yes");
        assertThat(hello()).isEqualTo("service-unavailable");
    }

    @Test
    @Order(11)
    void anArchiveHasTheFeatureAndItsBundleInOneFile() throws IOException {
        Path archive = hello.archive();
        assertThat(feature("plan", "install", archive.toString())).contains("absent → 1.0.0");
        assertThat(hello()).isEqualTo("service-unavailable");
        feature("install", archive.toString(), "--yes");
        await(this::hello, "Hello, juliet@");
        feature("remove", "hello", "--yes");
        assertThat(hello()).isEqualTo("service-unavailable");
        assertThat(server.data().resolve("features/unpacked")).doesNotExist();
        byte[] whole = Files.readAllBytes(archive);
        Path half = folder.resolve("half.zip");
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        refused("install", half, "half.zip is not a whole zip archive", "copy it again");
        Path dropped = server.data().resolve("deploy/hello.zip");
        Files.write(dropped, Arrays.copyOf(whole, whole.length / 2));
        assertThat(hello()).isEqualTo("service-unavailable");
        Files.write(dropped, whole);
        await(this::hello, "Hello, juliet@");
        Files.delete(dropped);
        await(this::hello, "service-unavailable");
    }

    @Test
    @Order(11)
    void aFeatureThatIsPutIntoDeployWaitsUntilItsJarIsWhole() throws IOException {
        Path deploy = server.data().resolve("deploy");
        Path feature = hello.feature();
        Path made = feature.resolveSibling("org.example.hello-1.0.0.jar");
        byte[] whole = Files.readAllBytes(made);
        Path jar = deploy.resolve(made.getFileName());
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
        Path json = Files.copy(feature, deploy.resolve("hello.json"));
        await(deploy.resolve("hello.json.error"), true);
        assertThat(hello()).isEqualTo("service-unavailable");
        Files.write(jar, whole);
        await(this::hello, "Hello, juliet@");
        await(deploy.resolve("hello.json.error"), false);
        Files.delete(json);
        Files.delete(jar);
        await(this::hello, "service-unavailable");
    }

    @Test
    @Order(12)
    void aChoiceHoldsAfterARestartAndAnAlteredBundleIsLeftOut() throws IOException {
        feature("install", moods.good("1.0.0", "calm").toString(), "--yes");
        feature("stop", "time", "--yes");
        server.stop();
        server = RuntimeProcess.start(folder.resolve("data"));
        try (TcpClient romeo = romeo()) {
            assertThat(mood(romeo)).isEqualTo("calm 1");
            assertThat(feature("list")).containsPattern("time +off");
            assertThat(lock()).contains(MOOD, "sha256").doesNotContain("io.stoa.info.time");
        }
        server.stop();
        Path kept = kept();
        byte[] bytes = Files.readAllBytes(kept);
        bytes[bytes.length / 2] ^= 1;
        Files.write(kept, bytes);
        server = RuntimeProcess.start(folder.resolve("data"));
        try (TcpClient romeo = romeo()) {
            assertThat(mood(romeo)).isEqualTo("service-unavailable");
            assertThat(feature("list")).contains("left out", "was altered");
        }
    }

    private TcpClient romeo() {
        return TcpClient.connect(server.port("c2s"), "juliet", "secret", "orchard");
    }

    private String lock() throws IOException {
        return Files.readString(server.data().resolve("features/lock.json"));
    }

    private Path kept() throws IOException {
        String lock = lock();
        int at = lock.indexOf("data/repo/");
        String file = lock.substring(at + "data/".length(), lock.indexOf('"', at));
        return server.data().resolve(file);
    }
}
