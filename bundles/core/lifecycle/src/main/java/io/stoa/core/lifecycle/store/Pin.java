package io.stoa.core.lifecycle.store;

import io.stoa.core.lifecycle.feature.Coordinates;
import io.stoa.json.JsonArray;
import io.stoa.json.JsonObject;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * A bundle that is to run, held to its bytes. Immutable.
 *
 * @param id its coordinates
 * @param level its start level
 * @param sha256 the hash of its jar
 * @param file its jar
 * @param features the features that want it: it leaves with the last of them
 */
public record Pin(Coordinates id, int level, String sha256, Path file, Set<String> features) {

    /** Copies the set. */
    public Pin {
        features = Set.copyOf(features);
    }

    /** Tells whether another pin is for the same bytes. */
    public boolean same(Pin other) {
        return sha256.equals(other.sha256);
    }

    /** Returns the location under which it is installed: by reference, nothing is copied. */
    public String location() {
        return "reference:" + file.toUri();
    }

    JsonObject toJson(Path home, Path data) {
        return JsonObject.EMPTY
                .with("id", id.toString())
                .with("sha256", sha256)
                .with("level", level)
                .with("file", shown(home, data))
                .with("features", JsonArray.texts(new TreeSet<>(features)));
    }

    private String shown(Path home, Path data) {
        if (file.startsWith(data)) {
            return "data/" + data.relativize(file);
        }
        return file.startsWith(home) ? home.relativize(file).toString() : file.toString();
    }
}
