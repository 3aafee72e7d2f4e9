package io.stoa.toggles;

import io.stoa.tck.Finding;
import io.stoa.tck.Probe;
import io.stoa.tck.Scale;
import io.stoa.tck.Subject;
import io.stoa.tck.ToggleContract;
import io.stoa.tck.drill.AfreshDrill;
import io.stoa.tck.drill.CoreDrill;
import io.stoa.tck.drill.HouseDrill;
import io.stoa.tck.drill.KeysDrill;
import io.stoa.tck.server.Crowd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every feature of the distribution that is one bundle passes the kit, and so does core: some of
 * its bundles are replaced, all others are refused. What a feature answers is read from the table
 * that the container's tests use, so that a new feature is here by itself.
 *
 * <p>{@code -Dstoa.tck.only=ping,roster} tests those only; {@code house} is everything that is
 * configured and no feature of these.
 */
final class TogglesIT extends ToggleContract {

    /** Whose update ends streams. */
    private static final Set<String> CARRIES = Set.of("io.stoa.net.mina", "io.stoa.core.stream");

    /** The bundles of core that are replaced live; what core stands on is not. */
    private static final Set<String> CORE = Set.of("io.stoa.core.config", "io.stoa.core.stream");

    /** The bundles of storage that are replaced; who needs what is kept waits meanwhile. */
    private static final List<String> STORAGE =
            List.of("io.stoa.storage.jdbc", "io.stoa.storage.seal");

    /** The one that is so only together with them. */
    private static final String DERBY = "io.stoa.storage.derby";

    /** What is answered out of the storage. */
    private static final Probe KEPT =
            Probe.account("<query xmlns='jabber:iq:private'><a xmlns='a:b'/></query>");

    /** What runs in a gateway outside of its server. */
    private static final Map<String, String> BESIDE = Map.of("uplink", "io.stoa.net.uplink");

    /** The features of several bundles: each is a subject by itself, or refused. */
    private static final Set<String> SEVERAL = Set.of("core", "storage");

    /** A feature that others answer by is tried by asking for this. */
    private static final Probe PING = Probe.server("<ping xmlns='urn:xmpp:ping'/>");

    /** Who has a hand in what is said in rooms. */
    private static final Set<String> ROOMS =
            Set.of(
                    "io.stoa.service.muc",
                    "io.stoa.service.slowmode",
                    "io.stoa.service.moderation",
                    "io.stoa.service.mucavatars",
                    "io.stoa.service.muchats",
                    "io.stoa.service.mucmam",
                    "io.stoa.service.occupantid");

    private static final Pattern OWN =
            Pattern.compile("\"id\": \"io\\.stoa:(io\\.stoa\\.[^:\"]+):");

    /** Where a feature runs, if it does not run everywhere. */
    private static final Pattern PLACES =
            Pattern.compile("\"stoa\\.places\".*?\"text\":\\s*\\[([^\\]]*)]", Pattern.DOTALL);

    @Override
    protected List<Subject> subjects() {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        features().forEach((bundle, name) -> subjects.put(bundle, Subject.of(name, bundle)));
        for (String[] row : rows()) {
            String bundle = "io.stoa." + row[0].replace('/', '.');
            subjects.computeIfPresent(bundle, (key, known) -> answering(known, row));
        }
        subjects.computeIfPresent(
                "io.stoa.service.mucsearch",
                (key, known) ->
                        known.answers(
                                Probe.rooms("<search xmlns='urn:xmpp:channel-search:0:search'/>")));
        CORE.stream()
                .filter(it -> CARRIES.contains(it) || Scale.asked().judged())
                .forEach(it -> subjects.put(it, Subject.part("core", it)));
        STORAGE.forEach(it -> subjects.put(it, Subject.part("storage", it).answers(KEPT)));
        CARRIES.forEach(it -> subjects.computeIfPresent(it, (key, known) -> carrying(known)));
        ROOMS.forEach(it -> subjects.computeIfPresent(it, (key, known) -> known.inRooms()));
        subjects.computeIfPresent(
                "io.stoa.service.gatewayirc", (key, known) -> known.inRooms(new IrcVenue()));
        BESIDE.forEach(
                (name, bundle) ->
                        subjects.put(bundle, Subject.of(name, bundle).inRooms(new OutsideVenue())));
        List<String> only = only();
        return subjects.values().stream()
                .filter(it -> only.equals(List.of("")) || only.contains(it.feature()))
                .toList();
    }

    private static Subject carrying(Subject subject) {
        return subject.answers(PING).returning();
    }

    private static List<String> only() {
        return List.of(System.getProperty("stoa.tck.only", "").split(",", -1));
    }

    @Override
    protected List<Finding> more(Crowd crowd) {
        List<Finding> findings = new ArrayList<>(new HouseDrill().run(crowd));
        List<String> only = only();
        if (only.equals(List.of("")) || only.contains("core")) {
            findings.addAll(new CoreDrill().run(crowd, CORE));
        }
        if (only.equals(List.of("")) || only.contains("storage")) {
            findings.addAll(
                    new AfreshDrill()
                            .run(crowd, Subject.of("storage", DERBY).answers(KEPT), DERBY));
        }
        if (only.equals(List.of("")) || only.contains("house")) {
            List<String> done = subjects().stream().map(Subject::bundle).toList();
            findings.addAll(new KeysDrill().elsewhere(crowd, done));
        }
        return findings;
    }

    private static Probe.Place place(String word) {
        return word.equals("server") ? Probe.Place.SERVER : Probe.Place.ACCOUNT;
    }

    private static Subject answering(Subject subject, String[] row) {
        Subject more = subject.answers(new Probe(row[1], place(row[2]), row[3]));
        boolean told = row[4].equals("-") || more.advertised().contains(row[4]);
        return told ? more : more.advertises(row[4]);
    }

    /** The name of each feature by its one bundle. */
    private static Map<String, String> features() {
        Path folder = Path.of(System.getProperty("stoa.dist", ""), "features");
        Map<String, String> names = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".json", "");
                String text = Files.readString(file);
                List<String> bundles = OWN.matcher(text).results().map(it -> it.group(1)).toList();
                if (elsewhere(text)) {
                    required(BESIDE.containsKey(name), name + " runs in no server");
                } else if (bundles.size() == 1) {
                    names.put(bundles.getFirst(), name);
                } else {
                    required(SEVERAL.contains(name), name + " is several bundles");
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return names;
    }

    private static void required(boolean known, String what) {
        if (!known) {
            throw new IllegalStateException(what + ": say here how it is tried");
        }
    }

    /** Tells whether a feature does not run in a server. */
    private static boolean elsewhere(String text) {
        return PLACES.matcher(text).results().anyMatch(it -> !it.group(1).contains("\"server\""));
    }

    private static List<String[]> rows() {
        try {
            return Files.readAllLines(Path.of(System.getProperty("stoa.toggles", ""))).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .map(row -> Arrays.stream(row).map(String::strip).toArray(String[]::new))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
