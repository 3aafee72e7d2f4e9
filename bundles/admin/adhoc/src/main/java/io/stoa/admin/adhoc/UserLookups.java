package io.stoa.admin.adhoc;

import io.stoa.admin.AdminException;
import io.stoa.commands.Outcome;
import io.stoa.jid.Jid;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of one user (XEP-0133 §4.8 to §4.10). Stateless. */
final class UserLookups {

    private static final String INFO = "account info";
    private static final String ROSTER = "jabber:iq:roster";

    static final List<ServiceNode> ALL = List.of(roster(), lastLogin(), statistics());

    private UserLookups() {}

    private interface Answer {
        Element of(Caller caller, String account, DataForm form);
    }

    /** §4.8: the roster stands beside the fields. */
    private static ServiceNode roster() {
        return each(
                "get-user-roster",
                "Getting a User's Roster",
                "The Jabber ID(s) for which to retrieve the roster",
                "roster list",
                (caller, account, form) ->
                        form.element().with(items(rows(caller, "roster list", account))));
    }

    /** A contact has a row for each of its groups; the rows of one stand together. */
    private static Element items(List<List<String>> rows) {
        Map<String, Element> items = new LinkedHashMap<>();
        for (List<String> row : rows) {
            Element item = items.computeIfAbsent(row.getFirst(), jid -> item(row));
            String group = row.getLast();
            if (!group.isEmpty()) {
                item = item.with(Element.of(ROSTER, "group", new Text(group)));
            }
            items.put(row.getFirst(), item);
        }
        return Element.of(ROSTER, "query").withChildren(List.copyOf(items.values()));
    }

    private static Element item(List<String> row) {
        Element item = Element.of(ROSTER, "item").with("jid", row.getFirst());
        item = row.get(1).isEmpty() ? item : item.with("name", row.get(1));
        item = item.with("subscription", row.get(2));
        return row.get(3).isEmpty() ? item : item.with("ask", row.get(3));
    }

    /** §4.9; the field is missing when nobody knows. */
    private static ServiceNode lastLogin() {
        return each(
                "get-user-lastlogin",
                "Getting a User's Last Login Time",
                "The Jabber ID(s) for which to retrieve the last login time",
                INFO,
                (caller, account, form) ->
                        known(rows(caller, INFO, account), "last-login")
                                .map(FormField.of(FieldType.TEXT_SINGLE, "lastlogin")::holding)
                                .map(form::with)
                                .orElse(form)
                                .element());
    }

    private static Optional<List<String>> known(List<List<String>> facts, String name) {
        return facts.stream()
                .filter(fact -> fact.getFirst().equals(name))
                .map(List::getLast)
                .filter(value -> !value.equals("unknown"))
                .map(List::of)
                .findFirst();
    }

    /** §4.8, §4.9: one form for each account, for a form tells of one. */
    private static ServiceNode each(
            String local, String title, String label, String command, Answer answer) {
        return new ServiceNode(
                local,
                title,
                false,
                List.of(command),
                caller -> List.of(ServiceNodes.accounts(label)),
                (caller, form) ->
                        new ServiceNodes.Lookup(
                                () ->
                                        answered(
                                                caller,
                                                title,
                                                ServiceNode.values(form, ServiceNodes.ACCOUNTS),
                                                answer)));
    }

    private static Outcome answered(
            Caller caller, String title, List<String> accounts, Answer answer) {
        List<Outcome.Note> notes = new ArrayList<>();
        List<Element> forms = new ArrayList<>();
        for (String account : accounts) {
            DataForm form =
                    ServiceNodes.result(title)
                            .with(
                                    FormField.of(FieldType.JID_MULTI, ServiceNodes.ACCOUNTS)
                                            .holding(List.of(account)));
            try {
                forms.add(answer.of(caller, account, form));
            } catch (AdminException refused) {
                notes.add(new Outcome.Note(Outcome.Severity.ERROR, refused.getMessage()));
            }
        }
        return new Outcome(notes, forms);
    }

    /** §4.10, what there is of it: nobody counts stanzas or log-ins of an account. */
    private static ServiceNode statistics() {
        String title = "Get User Statistics";
        return new ServiceNode(
                "user-stats",
                title,
                false,
                List.of(INFO, "session list"),
                caller -> List.of(ServiceNodes.account("The Jabber ID for statistics")),
                (caller, form) ->
                        new ServiceNodes.Lookup(
                                () ->
                                        new Outcome(
                                                List.of(),
                                                List.of(
                                                        statistics(
                                                                caller,
                                                                title,
                                                                form.value(
                                                                        ServiceNodes.ACCOUNT))))));
    }

    private static Element statistics(Caller caller, String title, String account) {
        List<List<String>> facts = rows(caller, INFO, account);
        List<List<String>> sessions = rows(caller, "session list", account);
        List<String> resources =
                sessions.stream().map(row -> Jid.parse(row.getFirst()).resource()).toList();
        DataForm form =
                ServiceNodes.result(title)
                        .with(
                                FormField.of(FieldType.TEXT_MULTI, "ipaddresses")
                                        .holding(addresses(sessions)));
        form =
                known(facts, "contacts")
                        .map(FormField.of(FieldType.TEXT_SINGLE, "rostersize")::holding)
                        .map(form::with)
                        .orElse(form);
        return form.with(FormField.of(FieldType.TEXT_MULTI, "onlineresources").holding(resources))
                .element();
    }

    /** The transport's word and the address: {@code tls 127.0.0.1}; who is cut off has none. */
    private static List<String> addresses(List<List<String>> sessions) {
        return sessions.stream()
                .map(row -> row.getLast().split(" ", -1))
                .filter(words -> words.length == 2)
                .map(words -> words[1])
                .distinct()
                .toList();
    }

    private static List<List<String>> rows(Caller caller, String command, String account) {
        return caller.run(
                        ServiceNodes.call(
                                command, "jid", Jid.parse(account.strip()).bare().toString()))
                .rows();
    }
}
