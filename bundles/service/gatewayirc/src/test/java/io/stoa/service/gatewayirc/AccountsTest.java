package io.stoa.service.gatewayirc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;

/** Who has logged in to the network is a member (IRCv3 account-notify, extended-join, WHOX). */
@Timeout(60)
class AccountsTest extends InVerona {

    @BeforeEach
    void start() throws IOException {
        verona.enter("account-notify away-notify extended-join");
        ircd.tell(":irc 005 juliet WHOX PREFIX=(ov)@+ :are supported");
        ircd.hear("JOIN #verona");
        ircd.tell(
                ":juliet!j@h JOIN #verona * :Juliet",
                ":irc 353 juliet = #verona :@romeo nurse juliet",
                ":irc 366 juliet #verona :end");
        verona.next("<subject");
        assertThat(ircd.hear("WHO")).isEqualTo("WHO #verona %tcnfa,57");
    }

    @Test
    void whoWasThereBeforeIsAskedFor() throws IOException {
        verona.next("/nurse'");
        ircd.tell(
                ":irc 354 juliet 57 #verona romeo H@ montague",
                ":irc 354 juliet 57 #verona nurse G angelica",
                ":irc 354 juliet 57 #verona juliet H 0",
                ":irc 354 juliet 99 #verona juliet H not-ours",
                ":irc 354 juliet 57",
                ":irc 315 juliet #verona :End of /WHO list.");
        // an operator is more than a member
        assertThat(verona.next("/romeo'")).contains("affiliation='admin'");
        assertThat(verona.next("/nurse'")).contains("affiliation='member'", "<show>away");
        ircd.tell(":juliet!j@h ACCOUNT capulet");
        assertThat(verona.next("/juliet'")).contains("affiliation='none'");
        assertThat(verona.next("/juliet'")).contains("affiliation='member'", "'110'");
    }

    @Test
    void whoComesLaterSaysSoItself() throws IOException {
        ircd.tell(
                ":tybalt!t@h JOIN #verona capulet :Tybalt",
                ":paris!p@h JOIN #verona * :The County Paris");
        assertThat(verona.next("/tybalt'")).contains("affiliation='member'", "role='participant'");
        assertThat(verona.next("/paris'")).contains("affiliation='none'");
        ircd.tell(":paris!p@h ACCOUNT escalus");
        assertThat(verona.next("/paris'")).contains("affiliation='member'");
        ircd.tell(":paris!p@h ACCOUNT *");
        assertThat(verona.next("/paris'")).contains("affiliation='none'");
    }

    @Test
    void theNextVersionKnowsWhoTheyAre() throws IOException {
        ircd.tell(":tybalt!t@h JOIN #verona capulet :Tybalt");
        verona.next("/tybalt'");
        verona.restore(verona.save());
        ircd.tell(":tybalt!t@h AWAY :out");
        assertThat(verona.next("/tybalt'")).contains("affiliation='member'", "<show>away");
    }
}
