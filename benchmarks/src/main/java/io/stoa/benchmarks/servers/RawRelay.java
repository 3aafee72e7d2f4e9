package io.stoa.benchmarks.servers;

import io.stoa.load.wire.Target;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The raw relay, in a process of its own. */
public final class RawRelay implements Server {

    private final Child child;
    private final int port;

    private RawRelay(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /** Starts it. */
    public static Server start(Setting setting) {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        io.stoa.load.relay.Relay.class.getName(),
                        Integer.toString(setting.port()));
        Child child = Child.start(setting.folder(), Map.of(), command);
        return new RawRelay(child.listening(setting.port()), setting.port());
    }

    @Override
    public String name() {
        return "raw relay";
    }

    @Override
    public long pid() {
        return child.process().pid();
    }

    @Override
    public Target plain() {
        return Target.plain(port, DOMAIN);
    }

    @Override
    public Target secured() {
        return plain();
    }

    @Override
    public boolean relays() {
        return true;
    }

    @Override
    public void close() {
        child.stop();
    }
}
