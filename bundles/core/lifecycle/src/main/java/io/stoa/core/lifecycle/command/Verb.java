package io.stoa.core.lifecycle.command;

import io.stoa.admin.Report;
import io.stoa.core.lifecycle.Engine;
import io.stoa.core.lifecycle.Request;
import io.stoa.core.lifecycle.change.Outcome;

import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * What every verb that changes something says.
 *
 * @param engine does it
 */
record Verb(Engine engine) {

    Optional<Report> plan(Request request) {
        return Optional.of(Fields.told(() -> engine.report(request)));
    }

    Report run(Request request, String actor) {
        Engine.Done done = Fields.told(() -> engine.run(request, actor));
        Outcome outcome = done.outcome();
        LinkedHashMap<String, String> facts = new LinkedHashMap<>();
        facts.put("verb", done.verb().word());
        facts.put("feature", done.feature());
        facts.put("outcome", "done");
        facts.put("version-before", done.before());
        facts.put("version-after", done.after());
        facts.put("bundles", Integer.toString(done.bundles()));
        facts.put("parked", Long.toString(outcome.passed().parked()));
        facts.put("refused", Long.toString(outcome.passed().refused()));
        facts.put("longest-wait-ms", Long.toString(outcome.passed().longest().toMillis()));
        facts.put("closed-ms", Long.toString(outcome.passed().shut().toMillis()));
        facts.put("took-ms", Long.toString(outcome.took().toMillis()));
        facts.put("history", Long.toString(done.number()));
        String message = "Feature " + done.feature() + " was " + done.verb().participle() + ".";
        return Report.facts(message, facts);
    }
}
