package io.stoa.admin.adhoc;

import io.stoa.admin.Report;
import io.stoa.jid.Jid;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The commands of XEP-0133 that can be offered, with the section of each. Stateless. */
final class ServiceNodes {

    private static final String ACCOUNT = "accountjid";
    private static final String ACCOUNTS = "accountjids";
    private static final String PASSWORD = "password";
    private static final int MOST = 10_000;

    static final List<ServiceNode> ALL =
            List.of(
                    addUser(),
                    deleteUser(),
                    endSession(),
                    changePassword(),
                    registeredNumber(),
                    onlineNumber(),
                    list(
                            "get-registered-users-list",
                            "Requesting List of Registered Users",
                            "account list",
                            "registereduserjids"),
                    list(
                            "get-online-users-list",
                            "Requesting List of Online Users",
                            "session list",
                            "onlineuserjids"),
                    announce(),
                    AdminList.NODE);

    private ServiceNodes() {}

    /** §4.1; names and addresses of people are left to the vCard. */
    private static ServiceNode addUser() {
        return new ServiceNode(
                "add-user",
                "Adding a User",
                false,
                List.of("account add"),
                caller ->
                        List.of(
                                FormField.of(FieldType.JID_SINGLE, ACCOUNT)
                                        .labelled("The Jabber ID for the account to be added")
                                        .required(true),
                                FormField.of(FieldType.TEXT_PRIVATE, PASSWORD)
                                        .labelled("The password for this account")
                                        .described("Empty: make one up and show it."),
                                FormField.of(FieldType.TEXT_PRIVATE, "password-verify")
                                        .labelled("Retype password")),
                (caller, form) -> {
                    if (!form.value(PASSWORD).equals(form.value("password-verify"))) {
                        throw Replies.badPayload("the passwords are not the same");
                    }
                    return new Calls(
                            caller, "Adding a User", List.of(withPassword("account add", form)));
                });
    }

    /** §4.2. */
    private static ServiceNode deleteUser() {
        return new ServiceNode(
                "delete-user",
                "Deleting a User",
                true,
                List.of("account remove"),
                caller -> List.of(accounts("The Jabber ID(s) to delete")),
                (caller, form) ->
                        new Calls(
                                caller,
                                "Deleting a User",
                                ServiceNode.values(form, ACCOUNTS).stream()
                                        .map(it -> call("account remove", "jid", it))
                                        .toList()));
    }

    /** §4.5: a full JID ends one session, a bare JID all of them. */
    private static ServiceNode endSession() {
        return new ServiceNode(
                "end-user-session",
                "Ending a User Session",
                false,
                List.of("session kick"),
                caller -> List.of(accounts("The Jabber ID(s) for which to end sessions")),
                (caller, form) ->
                        new Calls(
                                caller,
                                "Ending a User Session",
                                ServiceNode.values(form, ACCOUNTS).stream()
                                        .map(it -> kick(Jid.parse(it)))
                                        .toList()));
    }

    private static Caller.Call kick(Jid address) {
        return new Caller.Call(
                "session kick",
                Map.of("jid", address.bare().toString(), "resource", address.resource()));
    }

    /** §4.7. */
    private static ServiceNode changePassword() {
        return new ServiceNode(
                "change-user-password",
                "Changing a User Password",
                false,
                List.of("account passwd"),
                caller ->
                        List.of(
                                FormField.of(FieldType.JID_SINGLE, ACCOUNT)
                                        .labelled("The Jabber ID for this account")
                                        .required(true),
                                FormField.of(FieldType.TEXT_PRIVATE, PASSWORD)
                                        .labelled("The password for this account")
                                        .required(true)),
                (caller, form) ->
                        new Calls(
                                caller,
                                "Changing a User Password",
                                List.of(withPassword("account passwd", form))));
    }

    /** §4.13. */
    private static ServiceNode registeredNumber() {
        return lookup(
                "get-registered-users-num",
                "Number of Registered Users",
                "account count",
                caller -> {
                    Report report = caller.run(new Caller.Call("account count", Map.of()));
                    int count =
                            report.rows().stream()
                                    .mapToInt(row -> Integer.parseInt(row.getLast()))
                                    .sum();
                    return number("registeredusersnum", "The number of registered users", count);
                });
    }

    /** §4.15: who has at least one session. */
    private static ServiceNode onlineNumber() {
        return lookup(
                "get-online-users-num",
                "Number of Online Users",
                "session list",
                caller ->
                        number(
                                "onlineusersnum",
                                "The number of online users",
                                addresses(caller, "session list").count()));
    }

    private static FormField number(String name, String label, long count) {
        return FormField.of(FieldType.TEXT_SINGLE, name, Long.toString(count)).labelled(label);
    }

    private interface Answer {
        FormField of(Caller caller);
    }

    private static ServiceNode lookup(String local, String title, String needs, Answer answer) {
        return new ServiceNode(
                local,
                title,
                false,
                List.of(needs),
                caller -> List.of(),
                (caller, form) ->
                        new Lookup(
                                () ->
                                        new Outcome(
                                                List.of(),
                                                Optional.of(result(title, answer.of(caller))))));
    }

    private static DataForm result(String title, FormField field) {
        return DataForm.of(FormType.RESULT, ServiceNode.NAMESPACE).titled(title).with(field);
    }

    /** §4.18, §4.20. */
    private static ServiceNode list(String local, String title, String needs, String field) {
        return new ServiceNode(
                local,
                title,
                false,
                List.of(needs),
                caller -> List.of(maximum()),
                (caller, form) -> new Lookup(() -> listed(caller, form, title, needs, field)));
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
            Caller caller, DataForm form, String title, String command, String name) {
        String wanted = form.value("max_items");
        int limit = wanted.matches("[0-9]{1,4}") ? Integer.parseInt(wanted) : MOST;
        List<String> found = addresses(caller, command).limit(limit + 1L).toList();
        List<String> shown = found.subList(0, Math.min(limit, found.size()));
        FormField field = FormField.of(FieldType.JID_MULTI, name).holding(shown);
        List<Outcome.Note> notes = new ArrayList<>();
        if (shown.size() < found.size()) {
            notes.add(
                    new Outcome.Note(Outcome.Severity.WARN, "there are more than these " + limit));
        }
        return new Outcome(notes, Optional.of(result(title, field)));
    }

    /** The bare addresses in the first column of a command's table, each once. */
    private static Stream<String> addresses(Caller caller, String command) {
        return caller.run(new Caller.Call(command, Map.of())).rows().stream()
                .map(row -> Jid.parse(row.getFirst()).bare().toString())
                .distinct();
    }

    /** §4.23. */
    private static ServiceNode announce() {
        return new ServiceNode(
                "announce",
                "Making an Announcement",
                false,
                List.of("announce"),
                caller ->
                        List.of(
                                FormField.of(FieldType.TEXT_MULTI, "announcement")
                                        .labelled("Announcement")
                                        .required(true)),
                (caller, form) ->
                        new Calls(
                                caller,
                                "Making an Announcement",
                                List.of(
                                        call(
                                                "announce",
                                                "text",
                                                String.join("\n", form.values("announcement"))))));
    }

    private static FormField accounts(String label) {
        return FormField.of(FieldType.JID_MULTI, ACCOUNTS).labelled(label).required(true);
    }

    private static Caller.Call call(String command, String field, String value) {
        return new Caller.Call(command, Map.of(field, value));
    }

    private static Caller.Call withPassword(String command, DataForm form) {
        String account = form.value(ACCOUNT).strip();
        String password = form.value(PASSWORD);
        return new Caller.Call(
                command,
                password.isEmpty()
                        ? Map.of("jid", account)
                        : Map.of("jid", account, PASSWORD, password));
    }

    /** Something that is only looked up. */
    private record Lookup(Supplier<Outcome> answer) implements Node.Task {

        @Override
        public Optional<Outcome> plan() {
            return Optional.empty();
        }

        @Override
        public Outcome run() {
            return answer.get();
        }
    }
}
