package io.stoa.jid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

class JidTest {

    @Test
    void aBareAddressHasNoResourcepart() {
        BareJid jid = BareJid.parse("romeo@montague.example");
        assertThat(jid.resource()).isEmpty();
        assertThat(jid.bare()).isSameAs(jid);
        assertThatThrownBy(() -> BareJid.parse("romeo@montague.example/orchard"))
                .isInstanceOf(JidException.class)
                .hasMessage("the resourcepart is not wanted in a bare address");
    }

    @Test
    void aFullAddressHasOne() {
        FullJid jid = FullJid.parse("romeo@montague.example/orchard");
        assertThat(jid.local()).isEqualTo("romeo");
        assertThat(jid.domain()).isEqualTo("montague.example");
        assertThat(jid.bare()).isEqualTo(BareJid.parse("romeo@montague.example"));
        assertThatThrownBy(() -> FullJid.parse("romeo@montague.example"))
                .isInstanceOf(JidException.class)
                .hasMessage("the resourcepart is missing");
    }

    @Test
    void aDomainIsABareAddressWithoutLocalpart() {
        assertThat(BareJid.ofDomain("Montague.Example."))
                .isEqualTo(Jid.parse("montague.example"))
                .isEqualTo(BareJid.of("", "montague.example"));
    }

    @Test
    void aResourcepartIsAddedAndPrepared() {
        BareJid account = BareJid.parse("romeo@montague.example");
        FullJid jid = account.with("the\u00A0orchard");
        assertThat(jid).hasToString("romeo@montague.example/the orchard");
        assertThat(jid.bare()).isSameAs(account);
        assertThatThrownBy(() -> account.with("")).isInstanceOf(JidException.class);
    }

    @Test
    void constructorsPrepareLikeEverythingElse() {
        assertThat(new BareJid("ROMEO", "MONTAGUE.EXAMPLE"))
                .isEqualTo(BareJid.parse("romeo@montague.example"));
        assertThat(new FullJid(BareJid.ofDomain("montague.example"), "a\u00A0b").resource())
                .isEqualTo("a b");
        assertThatThrownBy(() -> new BareJid("ro@meo", "montague.example"))
                .isInstanceOf(JidException.class);
        assertThatThrownBy(() -> new BareJid("romeo", "montague.example/x"))
                .isInstanceOf(JidException.class);
        assertThatThrownBy(() -> new BareJid("romeo", "")).isInstanceOf(JidException.class);
    }

    @Test
    void preparedAsciiIsKeptAndNotCopied() {
        String local = "romeo";
        String domain = "montague.example";
        String resource = "The Orchard";
        BareJid jid = new BareJid(local, domain);
        assertThat(jid.local()).isSameAs(local);
        assertThat(jid.domain()).isSameAs(domain);
        assertThat(jid.with(resource).resource()).isSameAs(resource);
    }

    @Test
    void addressesAreOrderedByDomainpartLocalpartResourcepart() {
        assertThat(Stream.of("b@a", "a@b", "a@a", "a").map(BareJid::parse).sorted())
                .map(BareJid::toString)
                .containsExactly("a", "a@a", "b@a", "a@b");
        assertThat(Stream.of("a@b/a", "a@a/b", "a@a/a", "a/c").map(FullJid::parse).sorted())
                .map(FullJid::toString)
                .containsExactly("a/c", "a@a/a", "a@a/b", "a@b/a");
    }

    @Test
    void aBareAndAFullAddressAreNeverEqual() {
        assertThat((Jid) BareJid.ofDomain("montague.example"))
                .isNotEqualTo(FullJid.parse("montague.example/x"));
    }
}
