package io.stoa.core.lifecycle;

import io.stoa.core.lifecycle.change.Running;
import io.stoa.core.lifecycle.feature.Archive;
import io.stoa.core.lifecycle.feature.Feature;
import io.stoa.core.lifecycle.feature.FeatureBundle;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.feature.Jar;
import io.stoa.core.lifecycle.feature.Versions;
import io.stoa.core.lifecycle.store.Catalogue;
import io.stoa.core.lifecycle.store.Choice;
import io.stoa.core.lifecycle.store.Desired;
import io.stoa.core.lifecycle.store.History;
import io.stoa.core.lifecycle.store.Store;
import io.stoa.json.JsonObject;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Says where each verb leads to. Reads, and changes nothing. */
final class Targets {

    private final Store store;
    private final Running running;
    private final Catalogue catalogue;
    private final Desired desired;

    Targets(Store store, Running running, Catalogue catalogue, Desired desired) {
        this.store = store;
        this.running = running;
        this.catalogue = catalogue;
        this.desired = desired;
    }

    Target of(Request request) {
        return switch (request.verb()) {
            case START -> switched(request, true);
            case STOP -> switched(request, false);
            case INSTALL -> installed(request);
            case UPDATE -> updated(request);
            case DEPLOY -> known(request) ? updated(request) : installed(request);
            case ROLLBACK -> rolledBack(request.feature());
            case REMOVE -> removed(request.feature());
            case UNDO -> undone(request.feature());
        };
    }

    private boolean known(Request request) {
        String name = parcel(request.file()).feature().name();
        return catalogue.current(name, desired).isPresent();
    }

    private Feature known(String name) {
        Feature known = named(name);
        known.require(catalogue.place());
        return known;
    }

    private Feature named(String name) {
        return catalogue
                .current(name, desired)
                .orElseThrow(
                        () ->
                                new FeatureException(
                                        "there is no feature “"
                                                + name
                                                + "”; stoa feature list shows all"));
    }

    private Target switched(Request request, boolean on) {
        Feature feature = known(request.feature());
        String name = feature.name();
        if (name.equals(Feature.CORE)) {
            throw new FeatureException(
                    "core is always on: without it nothing would switch it on again");
        }
        Desired wanted =
                request.domain().isEmpty()
                        ? desired.switched(name, feature.starts(), on)
                        : inDomain(request, name, on);
        return Target.of(name, catalogue, wanted);
    }

    private Desired inDomain(Request request, String name, boolean on) {
        if (!catalogue.isOn(name, desired)) {
            throw new FeatureException(
                    name
                            + " is off for every domain; stoa feature start "
                            + name
                            + " switches it on");
        }
        return desired.domain(name, request.domain(), on);
    }

    private Target installed(Request request) {
        Parcel parcel = parcel(request.file());
        Feature brought = parcel.feature();
        brought.require(catalogue.place());
        String name = brought.name();
        Optional<Feature> there = catalogue.current(name, desired);
        if (there.isPresent()) {
            throw new FeatureException(
                    "there is a feature "
                            + there.get().id()
                            + "; stoa feature update "
                            + name
                            + " "
                            + request.file()
                            + " replaces it");
        }
        String source = Store.source(brought);
        return Target.of(catalogue, desired.added(name, source), parcel, source);
    }

    private Target updated(Request request) {
        if (request.file().isEmpty()) {
            return renewed(known(request.feature()));
        }
        Parcel parcel = parcel(request.file());
        Feature brought = parcel.feature();
        if (!request.feature().isEmpty() && !request.feature().equals(brought.name())) {
            throw new FeatureException(
                    request.file()
                            + " is for feature "
                            + brought.name()
                            + ", not for "
                            + request.feature());
        }
        Feature before = known(brought.name());
        if (!before.id().key().equals(brought.id().key())) {
            throw new FeatureException(
                    "feature "
                            + before.name()
                            + " is "
                            + before.id().key()
                            + ", and "
                            + request.file()
                            + " is another of the same name, "
                            + brought.id().key()
                            + "; give it another artifact in its id");
        }
        refuseOlder(before, brought, request);
        String source = Store.source(brought);
        if (request.verb() == Request.Verb.DEPLOY) {
            Desired on = desired.from(before.name(), before.starts(), source);
            return Target.of(catalogue, on.switched(before.name(), true, true), parcel, source);
        }
        Target target =
                Target.of(
                        catalogue,
                        desired.from(before.name(), before.starts(), source),
                        parcel,
                        source);
        return before.bundles().equals(brought.bundles()) ? target.renewing(before.name()) : target;
    }

    private static void refuseOlder(Feature before, Feature brought, Request request) {
        String from = before.id().version();
        String to = brought.id().version();
        if (Versions.OLDEST_FIRST.compare(from, to) > 0 && !request.downgrade()) {
            throw new FeatureException(
                    to
                            + " is older than "
                            + from
                            + ", which runs; --downgrade if that is what is wanted, or stoa feature"
                            + " rollback "
                            + before.name());
        }
    }

    /** Without a file: to the distribution's version when that is newer, else a fresh start. */
    private Target renewed(Feature feature) {
        String name = feature.name();
        if (!catalogue.isOn(name, desired)) {
            throw new FeatureException(name + " is off; stoa feature start " + name);
        }
        Feature shipped = catalogue.shipped().get(name);
        boolean newer =
                shipped != null
                        && Versions.OLDEST_FIRST.compare(
                                        feature.id().version(), shipped.id().version())
                                < 0;
        return newer
                ? Target.of(name, catalogue, desired.from(name, feature.starts(), ""))
                : Target.of(name, catalogue, desired).renewing(name);
    }

    private Target rolledBack(String name) {
        Feature feature = known(name);
        Optional<String> previous =
                Optional.ofNullable(desired.choices().get(name)).flatMap(Choice::previous);
        String source =
                previous.orElseThrow(
                        () ->
                                new FeatureException(
                                        name
                                                + " was never updated, so there is no version"
                                                + " before"));
        if (catalogue.source(name, source).isEmpty()) {
            throw new FeatureException(
                    "the version of " + name + " before this one is no longer there");
        }
        return Target.of(name, catalogue, desired.from(name, feature.starts(), source));
    }

    private Target removed(String name) {
        known(name);
        Choice choice = desired.choices().get(name);
        if (choice == null || choice.source().isEmpty()) {
            throw new FeatureException(
                    name
                            + " belongs to the distribution and cannot be removed; stoa feature"
                            + " stop "
                            + name
                            + " switches it off for good");
        }
        return Target.of(name, catalogue, desired.without(name));
    }

    private Target undone(String number) {
        List<JsonObject> entries = store.history().entries();
        JsonObject entry =
                entries.reversed().stream()
                        .filter(it -> it.text("outcome").equals(History.DONE))
                        .filter(
                                it ->
                                        number.isEmpty()
                                                || number.equals(
                                                        Long.toString(it.number("number", 0))))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new FeatureException(
                                                "there is no change to undo; stoa feature history"
                                                        + " shows what was done"));
        Desired before = Desired.read(entry.object("before"));
        before.choices().forEach(this::refuseGone);
        return Target.of(entry.text("feature"), catalogue, before);
    }

    private void refuseGone(String name, Choice choice) {
        if (!choice.source().isEmpty() && catalogue.source(name, choice.source()).isEmpty()) {
            throw new FeatureException(
                    "the version of "
                            + name
                            + " that ran then is not kept any longer ("
                            + choice.source()
                            + "); install it again, and see io.stoa.core.lifecycle:versions");
        }
    }

    /** Reads what was brought: a feature, an archive of one, or a jar that has a place in one. */
    Parcel parcel(String name) {
        Path file = Path.of(name.startsWith("file:") ? name.substring("file:".length()) : name);
        if (!Files.isRegularFile(file)) {
            throw new FeatureException(
                    "there is no file "
                            + file.toAbsolutePath()
                            + "; the server looks for it, not"
                            + " your terminal: give the whole path");
        }
        if (file.toString().endsWith(".json")) {
            return Parcel.ofFeature(file, store);
        }
        if (file.toString().endsWith(Archive.SUFFIX)) {
            return Parcel.ofFeature(Archive.unpack(file, store.unpacked()), store);
        }
        Jar jar = Jar.read(file);
        for (Feature feature : features()) {
            Optional<FeatureBundle> replaced =
                    feature.bundles().stream().filter(it -> isFor(it, jar)).findFirst();
            if (replaced.isPresent()) {
                return Parcel.ofJar(jar, feature, replaced.get());
            }
        }
        return Parcel.ofJar(jar);
    }

    private List<Feature> features() {
        return catalogue.names(desired).stream()
                .flatMap(it -> catalogue.current(it, desired).stream())
                .toList();
    }

    private boolean isFor(FeatureBundle bundle, Jar jar) {
        return bundle.id().artifact().equals(jar.name())
                || running.named(jar.name())
                        .filter(it -> it.pin().id().key().equals(bundle.id().key()))
                        .isPresent();
    }
}
