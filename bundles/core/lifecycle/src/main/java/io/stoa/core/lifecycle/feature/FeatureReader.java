package io.stoa.core.lifecycle.feature;

import io.stoa.json.Json;
import io.stoa.json.JsonArray;
import io.stoa.json.JsonException;
import io.stoa.json.JsonNumber;
import io.stoa.json.JsonObject;
import io.stoa.json.JsonText;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the file of a feature (Compendium R8 §159.4), strictly: what is not understood is an error
 * that names the file, the key and the remedy, for a bundle that is passed over in silence is
 * worse.
 */
public final class FeatureReader {

    static final String REQUIRES = "stoa.requires";
    static final String START = "stoa.start";
    static final String PLACES = "stoa.places";

    private static final Set<String> KEYS =
            Set.of(
                    "feature-resource-version",
                    "id",
                    "name",
                    "description",
                    "docURL",
                    "license",
                    "SCM",
                    "vendor",
                    "categories",
                    "complete",
                    "bundles",
                    "configurations",
                    "extensions");
    private static final Set<String> OURS = Set.of(REQUIRES, START, PLACES);
    private static final Set<String> OF_A_BUNDLE = Set.of("id", "bundleStartLevel", "sha256");
    private static final int HIGHEST_LEVEL = 100;
    private static final long LONGEST_FILE = 1024 * 1024;

    private final String file;

    private FeatureReader(String file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws FeatureException when it is not a feature
     */
    public static Feature read(Path file) {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw new FeatureException(file + " is longer than a feature's file may be, 1 MiB");
            }
            return read(file.getFileName().toString(), Files.readString(file));
        } catch (CharacterCodingException wrong) {
            throw new FeatureException(file + " is not text in UTF-8; save it as UTF-8", wrong);
        } catch (IOException failure) {
            throw new FeatureException("cannot read " + file + ": " + failure, failure);
        }
    }

    /**
     * Reads a text.
     *
     * @param name the name of the file, for complaints
     */
    public static Feature read(String name, String text) {
        try {
            return new FeatureReader(name).feature(Json.object(text));
        } catch (JsonException wrong) {
            throw new FeatureException(name + ", " + wrong.getMessage(), wrong);
        }
    }

    private Feature feature(JsonObject json) {
        known(json, KEYS, "");
        String version = json.text("feature-resource-version");
        if (json.get("feature-resource-version").isPresent() && !version.equals("1.0")) {
            throw wrong("feature-resource-version", "only \"1.0\" is understood");
        }
        Coordinates id = coordinates(json, "id", "id");
        JsonObject extensions = member(json, "extensions");
        return new Feature(
                id,
                text(json, "name", id.artifact()),
                text(json, "description", ""),
                bundles(json),
                configurations(member(json, "configurations")),
                requires(extensions),
                starts(extensions),
                places(extensions));
    }

    private List<FeatureBundle> bundles(JsonObject json) {
        List<FeatureBundle> bundles = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int at = 0;
        for (Json item : items(json, "bundles")) {
            String where = "bundles[" + at++ + "]";
            FeatureBundle bundle = bundle(item, where);
            if (!seen.add(bundle.id().key())) {
                throw wrong(where, bundle.id().key() + " stands there twice; remove one");
            }
            bundles.add(bundle);
        }
        if (bundles.isEmpty()) {
            throw wrong("bundles", "there is no bundle; a feature has at least one");
        }
        return bundles;
    }

    private FeatureBundle bundle(Json item, String where) {
        if (!(item instanceof JsonObject json)) {
            String hint = item instanceof JsonText text ? text.value() : "group:artifact:version";
            throw wrong(where, "an object belongs here: {\"id\": \"" + hint + "\"}");
        }
        known(json, OF_A_BUNDLE, where + ".");
        String hash = text(json, "sha256", "").toLowerCase(Locale.ROOT);
        if (!hash.matches("|[0-9a-f]{64}")) {
            throw wrong(where + ".sha256", "64 hexadecimal digits were expected");
        }
        return new FeatureBundle(coordinates(json, "id", where + ".id"), level(json, where), hash);
    }

    private int level(JsonObject json, String where) {
        Json level = json.get("bundleStartLevel").orElse(JsonNumber.of(FeatureBundle.USUAL_LEVEL));
        if (level instanceof JsonNumber number
                && number.isWhole()
                && number.whole() >= 1
                && number.whole() <= HIGHEST_LEVEL) {
            return (int) number.whole();
        }
        throw wrong(
                where + ".bundleStartLevel",
                "a number from 1 to " + HIGHEST_LEVEL + " was expected");
    }

    private Map<String, JsonObject> configurations(JsonObject json) {
        Map<String, JsonObject> configurations = new HashMap<>();
        json.members()
                .forEach(
                        (pid, value) -> {
                            if (!(value instanceof JsonObject settings)) {
                                throw wrong("configurations." + pid, "an object was expected");
                            }
                            configurations.put(pid, settings);
                        });
        return configurations;
    }

    private List<Coordinates> requires(JsonObject extensions) {
        List<Coordinates> requires = new ArrayList<>();
        JsonObject extension = extension(extensions, REQUIRES, "ARTIFACTS", "artifacts");
        int at = 0;
        for (Json item : items(extension, "artifacts")) {
            String where = "extensions." + REQUIRES + ".artifacts[" + at++ + "]";
            if (!(item instanceof JsonObject json)) {
                throw wrong(where, "an object belongs here: {\"id\": \"io.stoa:core:1.0.0\"}");
            }
            known(json, Set.of("id"), where + ".");
            requires.add(coordinates(json, "id", where + ".id"));
        }
        return requires;
    }

    private boolean starts(JsonObject extensions) {
        JsonObject extension = extension(extensions, START, "TEXT", "text");
        List<Json> text = items(extension, "text");
        if (text.isEmpty() || text.equals(List.of(new JsonText("on")))) {
            return true;
        }
        if (text.equals(List.of(new JsonText("off")))) {
            return false;
        }
        throw wrong("extensions." + START + ".text", "[\"on\"] or [\"off\"] was expected");
    }

    private Set<Place> places(JsonObject extensions) {
        JsonObject extension = extension(extensions, PLACES, "TEXT", "text");
        Set<Place> places = new HashSet<>();
        for (Json item : items(extension, "text")) {
            String word = item instanceof JsonText text ? text.value() : "";
            places.add(
                    Place.of(word)
                            .orElseThrow(
                                    () ->
                                            wrong(
                                                    "extensions." + PLACES + ".text",
                                                    "\"server\" and \"gateway\" are what is"
                                                            + " known")));
        }
        return places.isEmpty() ? Feature.IN_A_SERVER : places;
    }

    private JsonObject extension(JsonObject extensions, String name, String type, String content) {
        extensions
                .members()
                .forEach(
                        (key, value) -> {
                            boolean ours = OURS.contains(key);
                            if (!ours && !optional(value)) {
                                throw wrong(
                                        "extensions." + key,
                                        "not known here; only what has \"kind\": \"OPTIONAL\" is"
                                                + " passed over");
                            }
                        });
        JsonObject extension = member(extensions, name);
        known(extension, Set.of("type", "kind", content), "extensions." + name + ".");
        if (!extension.equals(JsonObject.EMPTY)
                && !extension.text("type").toUpperCase(Locale.ROOT).equals(type)) {
            throw wrong("extensions." + name + ".type", "\"" + type + "\" was expected");
        }
        return extension;
    }

    private static boolean optional(Json extension) {
        return extension instanceof JsonObject json
                && json.text("kind").toUpperCase(Locale.ROOT).equals("OPTIONAL");
    }

    private Coordinates coordinates(JsonObject json, String key, String where) {
        String text = text(json, key, "");
        if (text.isEmpty()) {
            throw wrong(where, "an id was expected: \"group:artifact:version\"");
        }
        try {
            return Coordinates.parse(text);
        } catch (FeatureException wrong) {
            throw wrong(where, wrong.getMessage());
        }
    }

    private String text(JsonObject json, String key, String otherwise) {
        return switch (json.get(key).orElse(new JsonText(otherwise))) {
            case JsonText text -> text.value();
            default -> throw wrong(key, "a text in quotes was expected");
        };
    }

    private List<Json> items(JsonObject json, String key) {
        return switch (json.get(key).orElse(new JsonArray(List.of()))) {
            case JsonArray array -> array.values();
            default -> throw wrong(key, "an array in square brackets was expected");
        };
    }

    private JsonObject member(JsonObject json, String key) {
        return switch (json.get(key).orElse(JsonObject.EMPTY)) {
            case JsonObject object -> object;
            default -> throw wrong(key, "an object in braces was expected");
        };
    }

    private void known(JsonObject json, Set<String> keys, String where) {
        for (String key : json.members().keySet()) {
            if (!keys.contains(key)) {
                throw wrong(
                        where + key,
                        "there is no such key; there are "
                                + String.join(", ", new TreeSet<>(keys)));
            }
        }
    }

    private FeatureException wrong(String key, String what) {
        return new FeatureException(file + ", " + key + ": " + what);
    }
}
