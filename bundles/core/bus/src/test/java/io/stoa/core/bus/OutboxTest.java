package io.stoa.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.stoa.bus.IqHandler;
import io.stoa.bus.Outbox;
import io.stoa.bus.Target;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.testkit.TestClient;
import io.stoa.testkit.time.TestSchedule;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class OutboxTest {

    private final BusFixture fixture = new BusFixture();
    private final TestClient romeo = fixture.connect("romeo@stoa.example/orchard");
    private final TestSchedule due = new TestSchedule();
    private final Outbox outbox = new Outbox(fixture.bus, due, 2);

    private Message message(String body) {
        return Message.of(MessageType.HEADLINE, romeo.address(), body)
                .withFrom(fixture.connect("juliet@stoa.example/" + body).address());
    }

    private List<String> bodies() {
        return romeo.received().stream()
                .flatMap(it -> it.elements().filter(child -> child.local().equals("body")))
                .map(Element::text)
                .toList();
    }

    @Test
    void whatIsSentLeavesSoonAndInOrder() {
        assertThat(Stream.of("one", "two").map(it -> outbox.send(message(it))))
                .containsExactly(true, true);
        assertThat(bodies()).isEmpty();
        assertThat(due.size()).isEqualTo(1);
        due.run();
        assertThat(bodies()).containsExactly("one", "two");
    }

    @Test
    void oneTooManyIsDroppedAndTold() {
        assertThat(Stream.of("one", "two", "three").map(it -> outbox.send(message(it))))
                .containsExactly(true, true, false);
        due.run();
        assertThat(bodies()).containsExactly("one", "two");
        assertThat(outbox.send(message("four"))).isTrue();
        due.run();
        assertThat(bodies()).containsExactly("one", "two", "four");
    }

    @Test
    void afterOneThatCannotBeSentTheNextLeaves() {
        // the bus lets nobody send within a leg, which is where this job is run for once
        outbox.send(message("one"));
        outbox.send(message("two"));
        List<Throwable> thrown = new ArrayList<>();
        withinALeg(() -> thrown.add(catchThrowable(due::run)));
        assertThat(thrown).singleElement().isInstanceOf(IllegalStateException.class);
        due.run();
        assertThat(bodies()).containsExactly("two");
        outbox.send(message("three"));
        due.run();
        assertThat(bodies()).containsExactly("two", "three");
    }

    @Test
    void whatWaitsAtTheEndStillLeavesInOrderAndNothingElse() {
        outbox.send(message("one"));
        outbox.send(message("two"));
        outbox.close();
        assertThat(outbox.send(message("too late"))).isTrue();
        due.run();
        assertThat(due.size()).isZero();
        assertThat(bodies()).containsExactly("one", "two");
    }

    private void withinALeg(Runnable what) {
        IqHandler handler =
                (request, context) -> {
                    what.run();
                    return request.result();
                };
        fixture.table.bindHandler(handler, BusFixture.handles("urn:x", Target.SERVER, false));
        romeo.send("<iq type='get' id='1' to='stoa.example'><x xmlns='urn:x'/></iq>");
        romeo.take();
    }
}
