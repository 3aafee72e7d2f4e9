package io.stoa.admin.adhoc;

import io.stoa.commands.Outcome;
import io.stoa.jid.Jid;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** How many users there are, and who they are (XEP-0133 §4.13 to §4.22). Stateless. */
final class UserLists {

    private static final int MOST = 10_000;
    private static final String LIMIT = "limit";

    private static final Caller.Call REGISTERED = new Caller.Call("account list", Map.of());
    private static final Caller.Call DISABLED = new Caller.Call("account list", flag("disabled"));
    private static final Caller.Call ONLINE = new Caller.Call("session list", Map.of());
    private static final Caller.Call ACTIVE = new Caller.Call("session list", flag("active"));
    private static final Caller.Call IDLE = new Caller.Call("session list", flag("idle"));

    static final List<ServiceNode> ALL =
            List.of(
                    count(
                            "get-registered-users-num",
                            "Registered",
                            new Caller.Call("account count", Map.of())),
                    count(
                            "get-disabled-users-num",
                            "Disabled",
                            new Caller.Call("account count", flag("disabled"))),
                    number("get-online-users-num", "Online", ONLINE),
                    number("get-active-users-num", "Active", ACTIVE),
                    number("get-idle-users-num", "Idle", IDLE),
                    list("get-registered-users-list", "Registered", "registered", REGISTERED),
                    list("get-disabled-users-list", "Disabled", "disabled", DISABLED),
                    list("get-online-users-list", "Online", "online", ONLINE),
                    list("get-active-users", "Active", "active", ACTIVE),
                    // §4.22 calls the field of idle users so, and §8.2 registers no other
                    list("get-idle-users", "Idle", "active", IDLE));

    private UserLists() {}

    private static Map<String, String> flag(String name) {
        return Map.of(name, "true");
    }

    /** §4.13, §4.14: the command counts by domain. */
    private static ServiceNode count(String local, String word, Caller.Call call) {
        return node(
                local,
                word,
                call,
                caller ->
                        caller.run(call).rows().stream()
                                .mapToLong(row -> Long.parseLong(row.getLast()))
                                .sum());
    }

    /** §4.15 to §4.17: who has at least one session. */
    private static ServiceNode number(String local, String word, Caller.Call call) {
        return node(local, word, call, caller -> addresses(caller, call).count());
    }

    private static ServiceNode node(
            String local, String word, Caller.Call call, ToLongFunction<Caller> number) {
        String title = "Number of " + word + " Users";
        String which = word.toLowerCase(Locale.ROOT);
        return new ServiceNode(
                local,
                title,
                false,
                List.of(call.command()),
                caller -> List.of(),
                (caller, form) ->
                        new ServiceNodes.Lookup(
                                () -> told(title, which, number.applyAsLong(caller))));
    }

    private static Outcome told(String title, String which, long number) {
        FormField field =
                FormField.of(FieldType.TEXT_SINGLE, which + "usersnum", Long.toString(number))
                        .labelled("The number of " + which + " users");
        return shown(List.of(), title, field);
    }

    private static Outcome shown(List<Outcome.Note> notes, String title, FormField field) {
        return new Outcome(notes, List.of(ServiceNodes.result(title).with(field).element()));
    }

    /** §4.18 to §4.22. */
    private static ServiceNode list(String local, String word, String which, Caller.Call call) {
        String title = "Requesting List of " + word + " Users";
        return new ServiceNode(
                local,
                title,
                false,
                List.of(call.command()),
                caller -> List.of(maximum()),
                (caller, form) ->
                        new ServiceNodes.Lookup(
                                () -> listed(caller, form, title, call, which + "userjids")));
    }

    private static FormField maximum() {
        FormField field =
                FormField.of(FieldType.LIST_SINGLE, "max_items", "100")
                        .labelled("Maximum number of items to show");
        for (String number : List.of("25", "50", "75", "100", "150", "200")) {
            field = field.option(number, number);
        }
        return field.option("None", "none");
    }

    private static Outcome listed(
            Caller caller, DataForm form, String title, Caller.Call call, String name) {
        String wanted = form.value("max_items");
        int limit = wanted.matches("[0-9]{1,4}") ? Integer.parseInt(wanted) : MOST;
        List<String> found =
                addresses(caller, atMost(caller, call, limit + 1)).limit(limit + 1L).toList();
        List<String> shown = found.subList(0, Math.min(limit, found.size()));
        List<Outcome.Note> notes = new ArrayList<>();
        if (shown.size() < found.size()) {
            notes.add(
                    new Outcome.Note(Outcome.Severity.WARN, "there are more than these " + limit));
        }
        return shown(notes, title, FormField.of(FieldType.JID_MULTI, name).holding(shown));
    }

    /**
     * One more than is shown, where the command can be told so: it tells whether there are more.
     */
    private static Caller.Call atMost(Caller caller, Caller.Call call, int rows) {
        return caller.command(call.command())
                .filter(it -> it.fields().stream().anyMatch(of -> of.name().equals(LIMIT)))
                .map(it -> limited(call, rows))
                .orElse(call);
    }

    private static Caller.Call limited(Caller.Call call, int rows) {
        Map<String, String> values = new HashMap<>(call.values());
        values.put(LIMIT, Integer.toString(rows));
        return new Caller.Call(call.command(), values);
    }

    /** The bare addresses in the first column of a command's table, each once. */
    private static Stream<String> addresses(Caller caller, Caller.Call call) {
        return caller.run(call).rows().stream()
                .map(row -> Jid.parse(row.getFirst()).bare().toString())
                .distinct();
    }
}
