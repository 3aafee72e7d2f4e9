package io.stoa.core.lifecycle;

import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.json.Json;
import io.stoa.json.JsonArray;
import io.stoa.json.JsonLiteral;
import io.stoa.json.JsonNumber;
import io.stoa.json.JsonObject;
import io.stoa.json.JsonText;

import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives the bundles of a feature the configuration that its file has for them, unless a file of the
 * administrator or of the distribution configures them: core/config has the last word. Thread-safe.
 */
final class Configurations {

    private final ConfigurationAdmin admin;

    Configurations(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /**
     * Writes what nobody else has configured.
     *
     * @throws FeatureException when it cannot be understood or kept
     */
    void apply(Collection<Feature> features) {
        for (Feature feature : features) {
            feature.configurations().forEach((pid, json) -> apply(pid, values(pid, json)));
        }
    }

    /** Returns how something is configured at this moment; a component hears of it later. */
    Map<String, Object> of(String pid) {
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + pid + ")");
            return found == null ? Map.of() : FrameworkUtil.asMap(found[0].getProperties());
        } catch (IOException | InvalidSyntaxException failure) {
            throw new FeatureException("cannot read how " + pid + " is configured", failure);
        }
    }

    private void apply(String pid, Map<String, Object> values) {
        try {
            if (admin.listConfigurations("(service.pid=" + pid + ")") == null) {
                Configuration configuration = admin.getConfiguration(pid, "?");
                configuration.update(FrameworkUtil.asDictionary(values));
            }
        } catch (IOException | InvalidSyntaxException failure) {
            throw new FeatureException("cannot configure " + pid + ": " + failure, failure);
        }
    }

    private static Map<String, Object> values(String pid, JsonObject json) {
        Map<String, Object> values = new HashMap<>();
        json.members().forEach((key, value) -> values.put(key, value(pid + "." + key, value)));
        return values;
    }

    private static Object value(String where, Json value) {
        return switch (value) {
            case JsonText text -> text.value();
            case JsonNumber number when number.isWhole() -> number.whole();
            case JsonNumber number -> Double.valueOf(number.literal());
            case JsonLiteral literal when literal != JsonLiteral.NULL ->
                    literal == JsonLiteral.TRUE;
            case JsonArray array ->
                    array.values().stream()
                            .map(it -> it instanceof JsonText text ? text.value() : it.compact())
                            .toArray(String[]::new);
            default ->
                    throw new FeatureException(
                            "configurations."
                                    + where
                                    + ": a text, a number, true, false or an array of those was"
                                    + " expected");
        };
    }
}
