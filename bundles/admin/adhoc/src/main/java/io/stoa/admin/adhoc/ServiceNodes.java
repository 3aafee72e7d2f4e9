package io.stoa.admin.adhoc;

import io.stoa.commands.Outcome;
import io.stoa.commands.Replies;
import io.stoa.jid.Jid;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The commands of XEP-0133 that can be offered, in the order of its sections; here are those that
 * change something. Stateless.
 */
final class ServiceNodes {

    /** The field for one account. */
    static final String ACCOUNT = "accountjid";

    /** The field for several. */
    static final String ACCOUNTS = "accountjids";

    private static final String PASSWORD = "password";

    static final List<ServiceNode> ALL =
            Stream.of(
                            List.of(
                                    addUser(),
                                    each(
                                            "delete-user",
                                            "Deleting a User",
                                            "The Jabber ID(s) to delete",
                                            "account remove",
                                            true),
                                    each(
                                            "disable-user",
                                            "Disabling a User",
                                            "The Jabber ID(s) to disable",
                                            "account disable",
                                            false),
                                    each(
                                            "reenable-user",
                                            "Re-Enable a User",
                                            "The Jabber ID(s) to re-enable",
                                            "account enable",
                                            false),
                                    endSession(),
                                    changePassword()),
                            UserLookups.ALL,
                            UserLists.ALL,
                            List.of(announce(), AdminList.NODE))
                    .flatMap(List::stream)
                    .toList();

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
                                account("The Jabber ID for the account to be added"),
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

    /** §4.2, §4.3, §4.4: the same is done to each account. */
    private static ServiceNode each(
            String local, String title, String label, String command, boolean asks) {
        return new ServiceNode(
                local,
                title,
                asks,
                List.of(command),
                caller -> List.of(accounts(label)),
                (caller, form) ->
                        new Calls(caller, title, calls(form, it -> call(command, "jid", it))));
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
                                calls(form, it -> kick(Jid.parse(it)))));
    }

    private static List<Caller.Call> calls(DataForm form, Function<String, Caller.Call> call) {
        return ServiceNode.values(form, ACCOUNTS).stream().map(call).toList();
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
                                account("The Jabber ID for this account"),
                                FormField.of(FieldType.TEXT_PRIVATE, PASSWORD)
                                        .labelled("The password for this account")
                                        .required(true)),
                (caller, form) ->
                        new Calls(
                                caller,
                                "Changing a User Password",
                                List.of(withPassword("account passwd", form))));
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

    static FormField account(String label) {
        return FormField.of(FieldType.JID_SINGLE, ACCOUNT).labelled(label).required(true);
    }

    static FormField accounts(String label) {
        return FormField.of(FieldType.JID_MULTI, ACCOUNTS).labelled(label).required(true);
    }

    static Caller.Call call(String command, String field, String value) {
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

    /** A form that shows something. */
    static DataForm result(String title) {
        return DataForm.of(FormType.RESULT, ServiceNode.NAMESPACE).titled(title);
    }

    /** Something that is only looked up. */
    record Lookup(Supplier<Outcome> answer) implements Node.Task {

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
