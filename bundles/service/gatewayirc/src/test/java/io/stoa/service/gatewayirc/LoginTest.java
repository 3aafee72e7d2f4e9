package io.stoa.service.gatewayirc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.storage.Items;
import io.stoa.storage.Storage;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Passwords: of accounts by SASL or NickServ, and of the server. */
@Timeout(60)
class LoginTest extends InVerona {

    private static final String NET = "net@irc.stoa.example";

    private String register(String fields) {
        verona.juliet.send(
                "<iq type='set' id='r1' to='"
                        + NET
                        + "'><query xmlns='jabber:iq:register'>"
                        + fields
                        + "</query></iq>");
        return verona.next("r1");
    }

    private static String form(String password, String server, boolean nickserv) {
        String user = password.isEmpty() ? "" : "jule";
        return "<x xmlns='jabber:x:data' type='submit'>"
                + field("username", user)
                + field("password", password)
                + field("server", server)
                + field("nickserv", String.valueOf(nickserv))
                + "</x>";
    }

    private static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }

    private void begin(String capabilities) throws IOException {
        Verona.ask(verona.juliet);
        ircd.accept().hear("USER");
        ircd.tell(":irc CAP * LS :" + capabilities);
    }

    @Test
    void theFormShowsNoSecretAndIsThereWithoutAForm() {
        assertThat(register("<username>jule</username><password>s3cret</password>"))
                .contains("type='result'");
        verona.juliet.send(
                "<iq type='get' id='r2' to='" + NET + "'><query xmlns='jabber:iq:register'/></iq>");
        assertThat(verona.next("r2"))
                .contains("<registered", "<username>jule<", "<password/>", "text-private")
                .contains("nickserv")
                .doesNotContain("s3cret");
    }

    @Test
    void whatIsKeptIsSealedAndLeavesNothingWhenItIsRemoved() {
        register("<username>jule</username><password>s3cret</password>");
        BareJid juliet = BareJid.parse("juliet@stoa.example");
        Storage storage = verona.stoa.service(Storage.class);
        assertThat(storage.items(Credentials.STORE).get(juliet, "net").orElseThrow().toString())
                .contains("password=")
                .doesNotContain("s3cret", "jule");
        assertThat(register("<remove/>")).contains("type='result'");
        assertThat(storage.items(Credentials.STORE).get(juliet, "net")).isEmpty();
        assertThat(register("<remove/>")).contains("<registration-required");
    }

    @Test
    void whatAnotherKeyHasSealedMayBeReplacedAndRemoved() {
        register("<username>jule</username><password>s3cret</password>");
        BareJid juliet = BareJid.parse("juliet@stoa.example");
        Items<Element> store = verona.stoa.service(Storage.class).items(Credentials.STORE);
        Element unreadable =
                store.get(juliet, "net").orElseThrow().with("username", "1:" + "A".repeat(64));
        store.put(juliet, "net", unreadable);
        verona.juliet.send(
                "<iq type='get' id='r2' to='" + NET + "'><query xmlns='jabber:iq:register'/></iq>");
        assertThat(verona.next("r2")).contains("<registered", "<username/>");
        assertThat(register("<username>jule</username><password>new</password>"))
                .contains("type='result'");
        store.put(juliet, "net", unreadable);
        assertThat(register("<remove/>")).contains("type='result'");
        assertThat(store.get(juliet, "net")).isEmpty();
    }

    @Test
    void anAccountWithoutAPasswordIsNoLogin() {
        assertThat(register("<username>jule</username>")).contains("<not-acceptable");
        assertThat(register(form("a\tb", "", false))).contains("<not-acceptable");
    }

    @Test
    void aPasswordIsForSasl() throws IOException {
        register(form("s3cret", "", false));
        begin("multi-prefix sasl=EXTERNAL,PLAIN");
        assertThat(ircd.hear("CAP REQ")).isEqualTo("CAP REQ :multi-prefix sasl");
        ircd.tell(":irc CAP * ACK :multi-prefix sasl");
        assertThat(ircd.hear()).isEqualTo("AUTHENTICATE PLAIN");
        ircd.tell("AUTHENTICATE +");
        String coded = ircd.hear("AUTHENTICATE ").substring("AUTHENTICATE ".length());
        assertThat(new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8))
                .isEqualTo("\0jule\0s3cret");
        ircd.tell(":irc 903 juliet :SASL authentication successful");
        assertThat(ircd.hear()).isEqualTo("CAP END");
        ircd.tell(":irc 001 juliet :welcome");
        ircd.hear("JOIN #verona");
    }

    @Test
    void aWrongPasswordIsNotTriedAgain() throws IOException {
        register(form("wrong", "", false));
        begin("sasl");
        ircd.tell(":irc CAP * ACK :sasl", "AUTHENTICATE +");
        ircd.tell(":irc 904 juliet :SASL authentication failed");
        assertThat(verona.next("type='error'"))
                .contains("<not-authorized", "SASL authentication failed");
        ircd.awaitEnd();
    }

    @Test
    void withoutSaslNickServIsToldNothingUnlessThatWasAllowed() throws IOException {
        register(form("s3cret", "", false));
        begin("multi-prefix");
        ircd.tell(":irc CAP * ACK :multi-prefix", ":irc 001 juliet :welcome");
        assertThat(verona.next("type='error'")).contains("<not-authorized", "no SASL");
        assertThat(ircd.hear("QUIT")).doesNotContain("s3cret");
    }

    @Test
    void nickServIsToldWhenThatWasAllowedAndChannelsAreEnteredAfterwards() throws IOException {
        register(form("s3cret", "", true));
        begin("");
        ircd.hear("CAP END");
        ircd.tell(":irc 001 juliet :welcome");
        assertThat(ircd.hear()).isEqualTo("PRIVMSG NickServ :IDENTIFY jule s3cret");
        assertThat(ircd.hear()).isEqualTo("JOIN #verona");
    }

    @Test
    void theServersPasswordComesFirst() throws IOException {
        register(form("", "open sesame", false));
        Verona.ask(verona.juliet);
        ircd.accept();
        assertThat(ircd.hear("PASS")).isEqualTo("PASS :open sesame");
        ircd.hear("USER");
        ircd.tell(":irc 464 juliet :Password incorrect");
        assertThat(verona.next("type='error'")).contains("<not-authorized", "Password incorrect");
    }

    @Test
    void nobodySendsAPasswordInClearToAnotherMachine() {
        try (Verona far = new Verona(ircd, "plain", "192.0.2.1")) {
            far.juliet.send(
                    "<iq type='set' id='r9' to='"
                            + NET
                            + "'><query xmlns='jabber:iq:register'>"
                            + form("s3cret", "", false)
                            + "</query></iq>");
            assertThat(far.next("r9")).contains("<not-allowed", "not secured");
        }
    }
}
