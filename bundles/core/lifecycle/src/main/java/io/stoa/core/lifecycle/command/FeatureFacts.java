package io.stoa.core.lifecycle.command;

import io.stoa.core.lifecycle.Engine;
import io.stoa.core.lifecycle.change.Components;
import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.feature.FeatureBundle;
import io.stoa.core.lifecycle.store.Choice;

import org.osgi.framework.Bundle;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is known of a feature.
 *
 * @param view what there was when somebody looked
 * @param name its name
 */
record FeatureFacts(Engine.View view, String name) {

    private Feature feature() {
        return view.catalogue().current(name, view.desired()).orElseThrow();
    }

    private Choice choice() {
        return view.desired().of(name, feature().starts());
    }

    String title() {
        return feature().title();
    }

    String version() {
        return feature().id().version();
    }

    String from() {
        if (choice().source().isEmpty()) {
            return "distribution";
        }
        return view.catalogue().shipped().containsKey(name) ? "updated" : "installed";
    }

    String state() {
        if (!choice().on()) {
            return "off";
        }
        return running().isEmpty() ? "left out" : "on";
    }

    private Collection<Bundle> running() {
        return view.running().of(name);
    }

    /** Returns {@code works}, {@code -} when it does not run, or what does not work. */
    String health() {
        Collection<Bundle> bundles = running();
        if (bundles.isEmpty()) {
            return "-";
        }
        List<String> idle =
                bundles.stream()
                        .filter(it -> it.getState() != Bundle.ACTIVE)
                        .filter(it -> it.getHeaders().get("Fragment-Host") == null)
                        .map(it -> it.getSymbolicName() + " is not started")
                        .toList();
        if (!idle.isEmpty()) {
            return String.join("; ", idle);
        }
        Components.State state = view.components().state(bundles);
        return state.works() ? "works" : state.words();
    }

    SequencedMap<String, String> all() {
        Feature feature = feature();
        LinkedHashMap<String, String> facts = new LinkedHashMap<>();
        facts.put("feature", name);
        facts.put("id", feature.id().toString());
        facts.put("title", feature.title());
        facts.put("description", feature.description());
        facts.put("state", state());
        facts.put("health", health());
        facts.put("from", from());
        facts.put("off-domains", String.join(" ", new TreeSet<>(choice().offDomains())));
        facts.put("previous-version", previous());
        facts.put("shipped-version", shipped());
        facts.put(
                "requires", joined(feature.requires().stream().map(it -> it.artifact()).toList()));
        facts.put("required-by", joined(requiredBy()));
        facts.put("bundles", joined(feature.bundles().stream().map(FeatureFacts::text).toList()));
        facts.put(
                "components",
                running().stream()
                        .flatMap(it -> view.components().described(it).keySet().stream())
                        .sorted()
                        .collect(Collectors.joining(" ")));
        return facts;
    }

    private static String text(FeatureBundle bundle) {
        return bundle.id().artifact() + "-" + bundle.id().version();
    }

    private static String joined(List<String> words) {
        return String.join(" ", words);
    }

    private String previous() {
        return choice().previous()
                .flatMap(it -> view.catalogue().source(name, it))
                .map(it -> it.id().version())
                .orElse("");
    }

    private String shipped() {
        Feature shipped = view.catalogue().shipped().get(name);
        return shipped == null ? "" : shipped.id().version();
    }

    private List<String> requiredBy() {
        return view.catalogue().on(view.desired()).stream()
                .filter(
                        it ->
                                it.requires().stream()
                                        .anyMatch(wanted -> wanted.artifact().equals(name)))
                .map(Feature::name)
                .toList();
    }
}
