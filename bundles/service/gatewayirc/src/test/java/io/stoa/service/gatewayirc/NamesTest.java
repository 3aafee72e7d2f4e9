package io.stoa.service.gatewayirc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;

/** Which names are the same is the network's to say (005 CASEMAPPING). */
@Timeout(60)
class NamesTest extends InVerona {

    @BeforeEach
    void start() throws IOException {
        verona.enter("multi-prefix");
    }

    private void inside() throws IOException {
        ircd.hear("JOIN #verona");
        ircd.tell(
                ":juliet!j@h JOIN #Verona",
                ":irc 353 juliet = #verona :paris[ Émile juliet",
                ":irc 366 juliet #VERONA :end");
        verona.next("<subject");
    }

    @Test
    void bracketsAreTheSameInBothFormsUnlessTheServerSaysOtherwise() throws IOException {
        inside();
        ircd.tell(":PARIS{!p@h QUIT :away", ":émile!e@h JOIN #verona", ":nurse!n@h JOIN #verona");
        assertThat(verona.next("/PARIS{'")).contains("type='unavailable'");
        // beyond ASCII nothing is folded
        assertThat(verona.next("/émile'")).doesNotContain("type=");
        assertThat(verona.next("/nurse'")).doesNotContain("type=");
    }

    @Test
    void forAServerThatFoldsLettersOnlyBracketsAreTwoPeople() throws IOException {
        ircd.tell(":irc 005 juliet CASEMAPPING=ascii PREFIX=(ov)@+ :are supported");
        inside();
        ircd.tell(":paris{!p@h JOIN #verona", ":paris{!p@h QUIT :away", ":nurse!n@h JOIN #verona");
        assertThat(verona.next("/paris{'")).doesNotContain("type=");
        assertThat(verona.next("/paris{'")).contains("type='unavailable'");
        verona.next("/nurse'");
        verona.restore(verona.save());
        ircd.tell(":paris{!p@h QUIT :not there", ":PARIS[!p@h QUIT :away");
        assertThat(verona.next("type='unavailable'")).contains("/PARIS['");
    }

    @Test
    void whatIsSaidWhenPeopleAreThereAlreadyHoldsForThem() throws IOException {
        inside();
        ircd.tell(
                ":irc 005 juliet CASEMAPPING=ascii :are supported",
                ":paris{!p@h QUIT :not there",
                ":PARIS[!p@h QUIT :away");
        assertThat(verona.next("type='unavailable'")).contains("/PARIS['");
    }
}
