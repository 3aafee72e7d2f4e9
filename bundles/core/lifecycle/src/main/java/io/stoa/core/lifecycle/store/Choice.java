package io.stoa.core.lifecycle.store;

import io.stoa.json.JsonArray;
import io.stoa.json.JsonObject;
import io.stoa.json.JsonText;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an administrator has said about a feature. Immutable.
 *
 * @param on whether it is to run
 * @param source the definition it runs from: a file of {@link Store}, "" for the distribution's
 * @param previous the definition before that one
 * @param offDomains the domains for which it is off although it runs
 */
public record Choice(boolean on, String source, Optional<String> previous, Set<String> offDomains) {

    /** Copies the set. */
    public Choice {
        offDomains = Set.copyOf(offDomains);
    }

    /** What is so when nobody has said anything. */
    static Choice usual(boolean on) {
        return new Choice(on, "", Optional.empty(), Set.of());
    }

    Choice switched(boolean toOn) {
        return new Choice(toOn, source, previous, toOn ? offDomains : Set.of());
    }

    Choice from(String other) {
        return new Choice(on, other, Optional.of(source), offDomains);
    }

    Choice without(Set<String> domains) {
        return new Choice(on, source, previous, domains);
    }

    JsonObject toJson() {
        JsonObject json = JsonObject.EMPTY.with("on", on);
        if (!source.isEmpty()) {
            json = json.with("source", source);
        }
        if (previous.isPresent()) {
            json = json.with("previous", previous.get());
        }
        return offDomains.isEmpty()
                ? json
                : json.with("off-domains", JsonArray.texts(new TreeSet<>(offDomains)));
    }

    static Choice read(JsonObject json) {
        Set<String> domains = new TreeSet<>();
        json.array("off-domains")
                .forEach(
                        it -> {
                            if (it instanceof JsonText text) {
                                domains.add(text.value());
                            }
                        });
        return new Choice(
                json.flag("on"),
                json.text("source"),
                json.get("previous").isPresent()
                        ? Optional.of(json.text("previous"))
                        : Optional.empty(),
                domains);
    }
}
