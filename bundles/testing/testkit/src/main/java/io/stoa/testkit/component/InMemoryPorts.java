package io.stoa.testkit.component;

import io.stoa.stream.Connection;
import io.stoa.stream.Intake;
import io.stoa.stream.PeerProtocol;
import io.stoa.stream.Ports;
import io.stoa.stream.StreamAcceptor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Ports without a network: whoever wants to connect takes the one that was opened last. */
public final class InMemoryPorts implements Ports {

    private final List<Opened> open = new CopyOnWriteArrayList<>();
    private final Supplier<StreamAcceptor> streams;

    /** Makes ports whose streams are begun by whoever does that then. */
    public InMemoryPorts(Supplier<StreamAcceptor> streams) {
        this.streams = streams;
    }

    @Override
    public Open open(Where where, PeerProtocol protocol) {
        Opened opened = new Opened(protocol, streams.get(), new CopyOnWriteArrayList<>());
        open.add(opened);
        return opened;
    }

    /** Connects to a port where a protocol of this content namespace is spoken. */
    Intake connect(String namespace, Connection connection) {
        Opened port =
                open.reversed().stream()
                        .filter(it -> it.protocol().namespace().equals(namespace))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no port for " + namespace));
        Intake intake = port.streams().accept(connection, port.protocol());
        port.intakes().add(intake);
        return intake;
    }

    /** A port that is open. */
    private final class Opened implements Open {

        private final PeerProtocol protocol;
        private final StreamAcceptor streams;
        private final List<Intake> intakes;

        Opened(PeerProtocol protocol, StreamAcceptor streams, List<Intake> intakes) {
            this.protocol = protocol;
            this.streams = streams;
            this.intakes = intakes;
        }

        PeerProtocol protocol() {
            return protocol;
        }

        StreamAcceptor streams() {
            return streams;
        }

        List<Intake> intakes() {
            return intakes;
        }

        @Override
        public String address() {
            return "127.0.0.1";
        }

        @Override
        public int number() {
            return 1;
        }

        @Override
        public void close() {
            open.remove(this);
            streams.shutdown(intakes);
        }
    }
}
