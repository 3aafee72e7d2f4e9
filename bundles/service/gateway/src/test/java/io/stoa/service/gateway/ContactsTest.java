package io.stoa.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.gateway.Ear.Contact;
import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** How a network's contacts come to an account (XEP-0100 §7, XEP-0144). */
class ContactsTest {

    private static final String CAPS =
            "<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='urn:client' ver='v'/>";

    private static Contact nurse() {
        return new Contact("nurse", "Nurse");
    }

    /** Where juliet's client does not understand suggestions, or is not asked. */
    abstract static class Written extends AtIcq {

        Written(Map<String, Object> configuration) {
            super(configuration);
        }

        private RosterItem item(String contact) {
            return stoa.service(Rosters.class)
                    .item(JULIET, BareJid.parse(contact + "@icq.stoa.example"))
                    .orElseThrow();
        }

        @Test
        void whoIsAddedIsListedAndWhoIsRemovedIsNot() throws InterruptedException {
            FakeNetwork.Session session = register();
            session.ear.contacts(List.of(nurse(), new Contact("friar", "Friar", List.of("Cell"))));
            awaitRoster("icq.stoa.example", "nurse@icq.stoa.example", "friar@icq.stoa.example");
            assertThat(item("nurse").groups()).containsExactly("ICQ");
            assertThat(item("nurse").subscription()).isEqualTo(RosterItem.Subscription.BOTH);
            assertThat(item("friar").groups()).containsExactly("Cell");
            session.ear.removed("nurse");
            awaitRoster("icq.stoa.example", "friar@icq.stoa.example");
        }

        @Test
        void whoIsRenamedThereIsRenamedUnlessTheAccountHasDoneSo() throws InterruptedException {
            FakeNetwork.Session session = register();
            session.ear.contacts(List.of(nurse(), new Contact("friar", "Friar")));
            awaitRoster("icq.stoa.example", "nurse@icq.stoa.example", "friar@icq.stoa.example");
            stoa.service(Rosters.class)
                    .update(
                            JULIET,
                            BareJid.parse("friar@icq.stoa.example"),
                            it -> it.map(item -> item.named("Laurence", item.groups())));
            session.ear.contact(new Contact("friar", "Friar L."));
            session.ear.contact(new Contact("nurse", "Angelica"));
            await(() -> item("nurse").name().equals("Angelica"));
            assertThat(item("friar").name()).isEqualTo("Laurence");
            // what the account has made its own stays, though nobody is there any more
            session.ear.contacts(List.of());
            awaitRoster("icq.stoa.example", "friar@icq.stoa.example");
        }

        @Test
        void blanksAroundANameAreNotOfItAndWhatIsNoNameIsNobody() throws InterruptedException {
            FakeNetwork.Session session = register();
            String blank = "\u000B\u000C\u001C" + " ".repeat(1_000);
            session.ear.contacts(
                    List.of(
                            new Contact(blank + "Nurse" + blank, "Nurse"),
                            new Contact("\uFFFF", "Noncharacter"),
                            new Contact("a\uD800", "Surrogate"),
                            new Contact("a\u0007", "Bell")));
            awaitRoster("icq.stoa.example", "nurse@icq.stoa.example");
            AddressBooks books = stoa.service(AddressBooks.class);
            await(() -> !books.find(JULIET_AT_ICQ).isEmpty());
            assertThat(books.find(JULIET_AT_ICQ).values())
                    .extracting(Contact::name)
                    .containsExactly("Nurse");
            juliet.send("<message to='nurse@icq.stoa.example'><body>1</body></message>");
            awaitSaid(session, "Nurse: 1");
            session.ear.contact(new Contact("Friar" + blank, "Friar"));
            session.ear.presence(blank + "Peter", true, "", "");
            session.ear.said("Samson" + blank, "I serve you");
            next("I serve you");
            for (String name : List.of("friar", "peter", "samson")) {
                juliet.send(
                        "<message to='%s@icq.stoa.example'><body>2</body></message>"
                                .formatted(name));
            }
            awaitSaid(session, "Nurse: 1", "Friar: 2", "Peter: 2", "Samson: 2");
        }

        @Test
        void whoWasTakenOutOfTheRosterStaysOut() throws InterruptedException {
            FakeNetwork.Session session = register();
            session.ear.contacts(List.of(nurse()));
            awaitRoster("icq.stoa.example", "nurse@icq.stoa.example");
            stoa.service(Rosters.class)
                    .update(
                            JULIET,
                            BareJid.parse("nurse@icq.stoa.example"),
                            it -> Optional.empty());
            session.ear.contacts(List.of(nurse(), new Contact("friar", "Friar")));
            awaitRoster("icq.stoa.example", "friar@icq.stoa.example");
        }
    }

    @Nested
    class WithoutAClientThatCanBeAsked extends Written {

        WithoutAClientThatCanBeAsked() {
            super(Map.of());
        }
    }

    @Nested
    class WhereNobodyIsAsked extends Written {

        WhereNobodyIsAsked() {
            super(Map.of("contacts", "write"));
        }

        @Override
        String caps() {
            return CAPS;
        }

        @Test
        void theGatewayDoesNotSayThatItSuggests() {
            juliet.send(
                    "<iq to='icq.stoa.example' id='d2' type='get'>"
                            + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
            assertThat(next("d2")).doesNotContain("rosterx");
        }
    }

    /** Where juliet's client says what it can do. */
    @Nested
    class WithAClientThatCanBeAsked extends AtIcq {

        WithAClientThatCanBeAsked() {
            super(Map.of());
        }

        @Override
        String caps() {
            return CAPS;
        }

        private void understands(String feature) {
            String asked = next("protocol/disco#info");
            assertThat(asked).contains("from='icq.stoa.example'", "node='urn:client#v'");
            juliet.send(
                    "<iq to='icq.stoa.example' type='result' id='%s'>"
                                    .formatted(attribute(asked, "id"))
                            + "<query xmlns='http://jabber.org/protocol/disco#info'"
                            + " node='urn:client#v'><feature var='"
                            + feature
                            + "'/></query></iq>");
        }

        private String suggested() {
            understands("http://jabber.org/protocol/rosterx");
            return next("http://jabber.org/protocol/rosterx");
        }

        private void answer(String suggestion) {
            juliet.send(
                    "<iq to='icq.stoa.example' type='result' id='%s'/>"
                            .formatted(attribute(suggestion, "id")));
        }

        @Test
        void contactsAreSuggestedAndNotWritten() throws InterruptedException {
            FakeNetwork.Session session = register();
            session.ear.contacts(List.of(nurse()));
            String suggestion = suggested();
            assertThat(suggestion)
                    .contains("type='set'", "to='juliet@stoa.example/balcony'")
                    .contains("action='add'", "jid='nurse@icq.stoa.example'", "name='Nurse'")
                    .contains("<group>ICQ</group>");
            answer(suggestion);
            assertThat(roster()).containsExactly("icq.stoa.example");
            // who has declined is not asked again
            session.ear.contacts(List.of(nurse(), new Contact("friar", "")));
            assertThat(suggested()).contains("friar@").doesNotContain("nurse@", "name=");
        }

        @Test
        void whoIsListedIsSuggestedToBeRenamedAndRemoved() throws InterruptedException {
            FakeNetwork.Session session = register();
            session.ear.contacts(List.of(nurse()));
            answer(suggested());
            // the client does as it was told
            stoa.service(Rosters.class)
                    .update(
                            JULIET,
                            BareJid.parse("nurse@icq.stoa.example"),
                            it ->
                                    Optional.of(
                                            RosterItem.blank(
                                                            BareJid.parse("nurse@icq.stoa.example"))
                                                    .named("Nurse", List.of("ICQ"))));
            session.ear.contact(new Contact("nurse", "Angelica"));
            String modify = suggested();
            assertThat(modify).contains("action='modify'", "name='Angelica'");
            answer(modify);
            session.ear.removed("nurse");
            String delete = suggested();
            assertThat(delete).contains("action='delete'", "jid='nurse@icq.stoa.example'");
            answer(delete);
            // what is no contact any more and in no roster needs no suggestion
            session.ear.contact(new Contact("friar", "Friar"));
            assertThat(suggested()).contains("action='add'", "friar@");
        }

        @Test
        void additionsAndDeletionsAreStanzasOfTheirOwnAndNeverMoreThanAHundred()
                throws InterruptedException {
            FakeNetwork.Session session = register();
            List<Contact> many =
                    IntStream.range(0, 150).mapToObj(it -> new Contact("c" + it, "")).toList();
            session.ear.contacts(many);
            String first = suggested();
            assertThat(first.split("<item", -1)).hasSize(101);
            answer(first);
            String second = next("http://jabber.org/protocol/rosterx");
            assertThat(second.split("<item", -1)).hasSize(51);
            answer(second);
        }

        @Test
        void aClientThatDoesNotUnderstandHasThemWritten() throws InterruptedException {
            FakeNetwork.Session session = register();
            session.ear.contacts(List.of(nurse()));
            understands("urn:xmpp:ping");
            awaitRoster("icq.stoa.example", "nurse@icq.stoa.example");
        }

        @Test
        void whatWasRefusedIsSuggestedAgainToTheNextClient() throws InterruptedException {
            FakeNetwork.Session session = register();
            session.ear.contacts(List.of(nurse()));
            String suggestion = suggested();
            juliet.send(
                    ("<iq to='icq.stoa.example' type='error' id='%s'><error type='cancel'>"
                                    + "<not-acceptable"
                                    + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>")
                            .formatted(attribute(suggestion, "id")));
            assertThat(roster()).containsExactly("icq.stoa.example");
            session.ear.contact(nurse());
            assertThat(suggested()).contains("nurse@");
        }

        @Test
        void unregisteringMeanwhileLeavesNothing() throws InterruptedException {
            FakeNetwork.Session session = register();
            session.ear.contacts(List.of(nurse()));
            String suggestion = suggested();
            juliet.send(
                    "<iq to='icq.stoa.example' id='u1' type='set'>"
                            + "<query xmlns='jabber:iq:register'><remove/></query></iq>");
            next("u1");
            answer(suggestion);
            session.ear.contacts(List.of(nurse()));
            assertThat(stoa.service(AddressBooks.class).find(JULIET_AT_ICQ)).isEmpty();
            assertThat(roster()).isEmpty();
            // nobody remembers that the nurse was suggested
            register().ear.contacts(List.of(nurse()));
            assertThat(suggested()).contains("nurse@");
        }
    }

    @Nested
    class WhereContactsAreOnlySuggested extends AtIcq {

        WhereContactsAreOnlySuggested() {
            super(Map.of("contacts", "suggest"));
        }

        @Test
        void theyWaitForAClientThatCanBeAsked() throws InterruptedException {
            FakeNetwork.Session session = register();
            session.ear.contacts(List.of(nurse()));
            juliet.send("<presence>" + CAPS + "</presence>");
            juliet.disconnect();
            juliet = stoa.connect("juliet@stoa.example/chamber");
            juliet.send("<presence>" + CAPS + "</presence>");
            session().ear.contacts(List.of(nurse()));
            String asked = next("protocol/disco#info");
            assertThat(asked).contains("to='juliet@stoa.example/chamber'");
            assertThat(roster()).containsExactly("icq.stoa.example");
        }
    }
}
