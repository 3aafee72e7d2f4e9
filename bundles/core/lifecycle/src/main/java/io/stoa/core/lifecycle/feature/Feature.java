package io.stoa.core.lifecycle.feature;

import static java.util.stream.Collectors.joining;

import io.stoa.json.Json;
import io.stoa.json.JsonArray;
import io.stoa.json.JsonObject;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A named set of bundles that is switched as one. Immutable.
 *
 * @param id its id; the artifact is the name by which people call it
 * @param title what it is called
 * @param description a sentence
 * @param bundles its bundles
 * @param configurations what its bundles are configured with when nobody says otherwise, by PID
 * @param requires the features without which it does not work, each with the oldest version that
 *     will do
 * @param starts whether it runs until somebody says otherwise
 * @param places in which processes it runs
 */
public record Feature(
        Coordinates id,
        String title,
        String description,
        List<FeatureBundle> bundles,
        Map<String, JsonObject> configurations,
        List<Coordinates> requires,
        boolean starts,
        Set<Place> places) {

    /** What is for every process. */
    private static final Set<Place> ANYWHERE = Set.of(Place.values());

    /** What is for a server, which is what is meant when nothing is said. */
    static final Set<Place> IN_A_SERVER = Set.of(Place.SERVER);

    /** The feature without which nothing runs, not even what switches features. */
    public static final String CORE = "core";

    /** Copies the collections. */
    public Feature {
        bundles = List.copyOf(bundles);
        configurations = Map.copyOf(configurations);
        requires = List.copyOf(requires);
        places = Set.copyOf(places);
    }

    /** Makes the feature that a single bundle is. */
    public static Feature of(Jar jar) {
        Coordinates id = new Coordinates("local", jar.name(), jar.version());
        FeatureBundle bundle = new FeatureBundle(id, FeatureBundle.USUAL_LEVEL, jar.sha256());
        return new Feature(
                id,
                jar.title(),
                jar.description(),
                List.of(bundle),
                Map.of(),
                List.of(),
                true,
                ANYWHERE);
    }

    /** Tells whether it runs in a process. */
    public boolean isFor(Place place) {
        return places.contains(place);
    }

    /**
     * Refuses a process that it is not for.
     *
     * @throws FeatureException when it does not run there
     */
    public void require(Place place) {
        if (!isFor(place)) {
            throw new FeatureException(places.iterator().next().refusal(name()));
        }
    }

    /** Returns the name by which people call it. */
    public String name() {
        return id.artifact();
    }

    /** Finds the bundle of an artifact. */
    public Optional<FeatureBundle> bundle(String artifact) {
        return bundles.stream().filter(it -> it.id().artifact().equals(artifact)).findFirst();
    }

    /** Returns this feature in another version with other bundles. */
    public Feature with(String version, List<FeatureBundle> others) {
        return new Feature(
                id.at(version),
                title,
                description,
                others,
                configurations,
                requires,
                starts,
                places);
    }

    /** Returns this feature with one of its bundles replaced by a jar. */
    public Feature with(Jar jar, FeatureBundle replaced) {
        FeatureBundle successor = replaced.pinned(jar.version(), jar.sha256());
        List<FeatureBundle> others =
                bundles.stream().map(it -> it.equals(replaced) ? successor : it).toList();
        // a feature of one bundle has its version; another says that it is not the usual one, with
        // what came last and a mark of all of it
        String version =
                bundles.size() == 1
                        ? jar.version()
                        : usual(id.version()) + "+" + jar.version() + "." + mark(others);
        return with(version, others);
    }

    private static String usual(String version) {
        int plus = version.indexOf('+');
        return plus < 0 ? version : version.substring(0, plus);
    }

    private static String mark(List<FeatureBundle> bundles) {
        String all = bundles.stream().map(it -> it.id() + " " + it.sha256()).collect(joining("\n"));
        return Sha256.of(all).substring(0, 8);
    }

    /** Returns the file of this feature. */
    public JsonObject toJson() {
        JsonObject json =
                JsonObject.EMPTY
                        .with("feature-resource-version", "1.0")
                        .with("id", id.toString())
                        .with("name", title)
                        .with("description", description)
                        .with("bundles", JsonArray.of(bundles, Feature::toJson));
        if (!configurations.isEmpty()) {
            JsonObject all = JsonObject.EMPTY;
            for (String pid : configurations.keySet().stream().sorted().toList()) {
                all = all.with(pid, configurations.getOrDefault(pid, JsonObject.EMPTY));
            }
            json = json.with("configurations", all);
        }
        JsonObject extensions = extensions();
        return extensions.equals(JsonObject.EMPTY) ? json : json.with("extensions", extensions);
    }

    private JsonObject extensions() {
        JsonObject extensions = JsonObject.EMPTY;
        if (!requires.isEmpty()) {
            Json artifacts =
                    JsonArray.of(requires, it -> JsonObject.EMPTY.with("id", it.toString()));
            extensions =
                    extensions.with(
                            FeatureReader.REQUIRES,
                            JsonObject.EMPTY
                                    .with("type", "ARTIFACTS")
                                    .with("kind", "MANDATORY")
                                    .with("artifacts", artifacts));
        }
        if (!starts) {
            extensions = extensions.with(FeatureReader.START, text(List.of("off")));
        }
        if (!places.equals(IN_A_SERVER)) {
            List<String> words = places.stream().map(Place::word).sorted().toList();
            extensions = extensions.with(FeatureReader.PLACES, text(words));
        }
        return extensions;
    }

    private static JsonObject text(List<String> words) {
        return JsonObject.EMPTY
                .with("type", "TEXT")
                .with("kind", "MANDATORY")
                .with("text", JsonArray.texts(words));
    }

    private static JsonObject toJson(FeatureBundle bundle) {
        JsonObject json = JsonObject.EMPTY.with("id", bundle.id().toString());
        if (bundle.level() != FeatureBundle.USUAL_LEVEL) {
            json = json.with("bundleStartLevel", bundle.level());
        }
        return bundle.sha256().isEmpty() ? json : json.with("sha256", bundle.sha256());
    }
}
