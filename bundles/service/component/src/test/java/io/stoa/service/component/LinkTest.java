package io.stoa.service.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.stanza.Condition;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamCondition;
import io.stoa.stream.StreamException;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class LinkTest {

    private final Link link = new Link(new Link.Limits(3, 1000, 5000));
    private final FakeStream stream = new FakeStream();

    private static Stanza message(String id) {
        return Stanza.from(
                Xml.parse(
                        "<message from='juliet@stoa.example/b' to='irc.stoa.example' id='"
                                + id
                                + "'/>",
                        Stanza.CLIENT));
    }

    private static Condition condition(Throwable thrown) {
        return ((StanzaException) thrown).error().condition();
    }

    @Test
    void whatWaitedComesBehindTheGreetingAndBeforeWhatFollows() {
        link.deliver(message("1"));
        link.deliver(message("2"));
        link.attach(stream, Talk.HANDSHAKE);
        link.deliver(message("3"));
        assertThat(stream.written)
                .containsExactly(
                        Talk.HANDSHAKE,
                        message("1").toElement(),
                        message("2").toElement(),
                        message("3").toElement());
        assertThat(link.snapshot().sent()).isEqualTo(3);
    }

    @Test
    void noMoreWaitThanMay() {
        link.deliver(message("1"));
        link.deliver(message("2"));
        link.deliver(message("3"));
        assertThatThrownBy(() -> link.deliver(message("4")))
                .satisfies(
                        it -> assertThat(condition(it)).isEqualTo(Condition.RESOURCE_CONSTRAINT));
        assertThat(link.snapshot().waiting()).isEqualTo(3);
        assertThat(link.snapshot().refused()).isEqualTo(1);
    }

    @Test
    void noMoreBytesWaitThanMay() {
        Stanza big = message("x".repeat(990));
        assertThatThrownBy(() -> link.deliver(big))
                .satisfies(
                        it -> assertThat(condition(it)).isEqualTo(Condition.RESOURCE_CONSTRAINT));
        link.deliver(message("1"));
    }

    @Test
    void whoeverIsNotWaitedForAnyMoreIsToldAtOnce() {
        Instant since = link.snapshot().since();
        link.deliver(message("1"));
        assertThat(link.giveUp(since)).containsExactly(message("1"));
        assertThatThrownBy(() -> link.deliver(message("2")))
                .satisfies(
                        it -> assertThat(condition(it)).isEqualTo(Condition.REMOTE_SERVER_TIMEOUT));
        assertThat(link.snapshot().state()).isEqualTo(Link.State.ABSENT);
    }

    @Test
    void whoeverHasComeBackIsNotGivenUp() {
        Instant since = link.snapshot().since();
        link.attach(stream, Talk.HANDSHAKE);
        assertThat(link.giveUp(since)).isEmpty();
        assertThat(link.snapshot().state()).isEqualTo(Link.State.CONNECTED);
        assertThat(link.detach(stream)).isTrue();
        assertThat(link.snapshot().state()).isEqualTo(Link.State.AWAITED);
    }

    @Test
    void theSecondIsRefusedAndTheFirstIsAskedForASign() {
        FakeStream second = new FakeStream();
        link.attach(stream, Talk.HANDSHAKE);
        assertThatThrownBy(() -> link.attach(second, Talk.HANDSHAKE))
                .isInstanceOfSatisfying(
                        StreamException.class,
                        it ->
                                assertThat(it.error().condition())
                                        .isEqualTo(StreamCondition.CONFLICT));
        assertThat(stream.probes).isEqualTo(1);
        assertThat(link.detach(second)).isFalse();
        assertThat(second.written).isEmpty();
    }

    @Test
    void oneThatReadsSlowlyKeepsItsStreamAndOthersAreTold() {
        link.attach(stream, Talk.HANDSHAKE);
        stream.pending = 5001;
        assertThatThrownBy(() -> link.deliver(message("1")))
                .satisfies(
                        it -> assertThat(condition(it)).isEqualTo(Condition.RESOURCE_CONSTRAINT));
        stream.pending = 0;
        link.deliver(message("2"));
        assertThat(stream.written).containsExactly(Talk.HANDSHAKE, message("2").toElement());
    }
}
