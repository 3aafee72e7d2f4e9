package io.stoa.admin.adhoc;

import io.stoa.admin.AdminException;
import io.stoa.admin.Report;
import io.stoa.commands.Outcome;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One or more calls of commands, done one after the other: what fails is told beside what is done,
 * and does not hinder the others. Not thread-safe.
 */
record Calls(Caller caller, String title, List<Caller.Call> calls) implements Node.Task {

    Calls {
        calls = List.copyOf(calls);
    }

    @Override
    public Optional<Outcome> plan() {
        if (calls.size() == 1) {
            return caller.plan(calls.getFirst()).map(report -> Reports.outcome(report, title));
        }
        List<Outcome.Note> notes = new ArrayList<>();
        boolean asks = false;
        for (Caller.Call call : calls) {
            try {
                Optional<Report> plan = caller.plan(call);
                asks |= plan.isPresent();
                plan.ifPresent(it -> notes.add(note(Outcome.Severity.INFO, it.message())));
            } catch (AdminException refused) {
                notes.add(note(Outcome.Severity.WARN, refused.getMessage()));
            }
        }
        return asks ? Optional.of(new Outcome(notes, List.of())) : Optional.empty();
    }

    @Override
    public Outcome run() {
        if (calls.size() == 1) {
            return Reports.outcome(caller.run(calls.getFirst()), title);
        }
        List<Outcome.Note> notes = new ArrayList<>();
        List<Element> data = new ArrayList<>();
        for (Caller.Call call : calls) {
            try {
                Outcome outcome = Reports.outcome(caller.run(call), title);
                notes.addAll(outcome.notes());
                data.addAll(outcome.data());
            } catch (AdminException refused) {
                notes.add(note(Outcome.Severity.ERROR, refused.getMessage()));
            }
        }
        return new Outcome(notes, data);
    }

    private static Outcome.Note note(Outcome.Severity severity, String text) {
        return new Outcome.Note(severity, text);
    }
}
