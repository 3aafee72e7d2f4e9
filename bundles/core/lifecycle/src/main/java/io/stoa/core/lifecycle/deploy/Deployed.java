package io.stoa.core.lifecycle.deploy;

import io.stoa.core.lifecycle.Engine.Deployment;
import io.stoa.core.lifecycle.store.Durable;
import io.stoa.json.Json;
import io.stoa.json.JsonException;
import io.stoa.json.JsonObject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which file of {@code deploy/} has become which feature: what disappears while the server is down
 * is noticed, too. Used by one thread at a time.
 */
final class Deployed {

    private static final Logger LOG = LoggerFactory.getLogger(Deployed.class);

    private final Path file;
    private final Map<String, Deployment> deployments = new TreeMap<>();

    Deployed(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try {
                JsonObject kept = Json.object(Files.readString(file));
                for (String name : kept.members().keySet()) {
                    JsonObject its = kept.object(name);
                    deployments.put(name, new Deployment(its.text("feature"), its.text("source")));
                }
            } catch (IOException | JsonException wrong) {
                LOG.error("cannot read {}: {}", file, wrong.getMessage());
            }
        }
    }

    /** Returns what the files have become, by their names. */
    Map<String, Deployment> all() {
        return Map.copyOf(deployments);
    }

    /** Returns the definition that a file was, or "". */
    String source(String name) {
        Deployment deployment = deployments.get(name);
        return deployment == null ? "" : deployment.source();
    }

    void put(String name, Deployment deployment) {
        if (!deployment.equals(deployments.put(name, deployment))) {
            keep();
        }
    }

    void remove(String name) {
        deployments.remove(name);
        keep();
    }

    private void keep() {
        JsonObject json = JsonObject.EMPTY;
        for (Map.Entry<String, Deployment> entry : deployments.entrySet()) {
            Deployment its = entry.getValue();
            json =
                    json.with(
                            entry.getKey(),
                            JsonObject.EMPTY
                                    .with("feature", its.feature())
                                    .with("source", its.source()));
        }
        try {
            Durable.write(file, json.pretty());
        } catch (IOException failure) {
            LOG.error("cannot write {}: {}", file, failure.toString());
        }
    }
}
