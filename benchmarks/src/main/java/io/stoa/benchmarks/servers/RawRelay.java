package io.stoa.benchmarks.servers;

import io.stoa.load.wire.Target;

import java.util.List;
import java.util.Map;

/** The raw relay, in a process of its own. */
public final class RawRelay implements Server {

    private final Child child;
    private final Setting setting;

    private RawRelay(Child child, Setting setting) {
        this.child = child;
        this.setting = setting;
    }

    /** Starts it. */
    public static Server start(Setting setting) {
        List<String> command =
                List.of(
                        Jvm.program("java").toString(),
                        Pauses.in(setting.folder()).option(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        io.stoa.load.relay.Relay.class.getName(),
                        Integer.toString(setting.port()));
        Child child = Child.start(setting.folder(), Map.of(), command);
        return new RawRelay(child.listening(setting.port()), setting);
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
        return Target.plain(setting.port(), DOMAIN);
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
    public double allocated() {
        return new Jvm(pid()).allocated();
    }

    @Override
    public Pauses pauses() {
        return Pauses.in(setting.folder());
    }

    @Override
    public void close() {
        child.stop();
    }
}
