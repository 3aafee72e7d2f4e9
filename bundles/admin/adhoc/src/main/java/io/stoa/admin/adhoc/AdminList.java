package io.stoa.admin.adhoc;

import io.stoa.admin.AdminException;
import io.stoa.commands.Outcome;
import io.stoa.jid.Jid;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Edits the list of administrators (XEP-0133 §4.29): what was added to it and what is missing from
 * it becomes the plan. Not thread-safe.
 */
record AdminList(Caller caller, List<String> granted, List<String> taken) implements Node.Task {

    private static final String FIELD = "adminjids";
    private static final String TITLE = "Editing the Admin List";

    /** The node. */
    static final ServiceNode NODE =
            new ServiceNode(
                    "edit-admin",
                    TITLE,
                    true,
                    List.of("account list", "account admin"),
                    caller ->
                            List.of(
                                    FormField.of(FieldType.JID_MULTI, FIELD)
                                            .labelled("The admin list")
                                            .holding(present(caller))),
                    AdminList::of);

    AdminList {
        granted = List.copyOf(granted);
        taken = List.copyOf(taken);
    }

    private static List<String> present(Caller caller) {
        return caller.run(new Caller.Call("account list", Map.of("admins", "true"))).rows().stream()
                .map(List::getFirst)
                .toList();
    }

    /** XEP-0004 §3.5: a field that was left out keeps its value. */
    private static AdminList of(Caller caller, DataForm form) {
        List<String> present = present(caller);
        if (form.field(FIELD).isEmpty()) {
            return new AdminList(caller, List.of(), List.of());
        }
        List<String> wanted =
                ServiceNode.values(form, FIELD).stream()
                        .map(it -> Jid.parse(it).bare().toString())
                        .toList();
        if (!wanted.contains(caller.account().toString())) {
            throw new AdminException(
                    "you would take the right from yourself; let another administrator do that");
        }
        return new AdminList(
                caller,
                wanted.stream().filter(it -> !present.contains(it)).toList(),
                present.stream().filter(it -> !wanted.contains(it)).toList());
    }

    @Override
    public Optional<Outcome> plan() {
        List<Outcome.Note> notes = new ArrayList<>();
        granted.forEach(it -> notes.add(note("This lets " + it + " administer the server.")));
        taken.forEach(it -> notes.add(note("This takes the right from " + it + ".")));
        return notes.isEmpty() ? Optional.empty() : Optional.of(outcome(notes));
    }

    @Override
    public Outcome run() {
        List<Caller.Call> calls =
                Stream.concat(
                                granted.stream().map(it -> call(Map.of("jid", it))),
                                taken.stream().map(it -> call(Map.of("jid", it, "off", "true"))))
                        .toList();
        return calls.isEmpty()
                ? outcome(List.of(note("nothing has changed")))
                : new Calls(caller, TITLE, calls).run();
    }

    private static Caller.Call call(Map<String, String> values) {
        return new Caller.Call("account admin", values);
    }

    private static Outcome outcome(List<Outcome.Note> notes) {
        return new Outcome(notes, List.of());
    }

    private static Outcome.Note note(String text) {
        return new Outcome.Note(Outcome.Severity.INFO, text);
    }
}
