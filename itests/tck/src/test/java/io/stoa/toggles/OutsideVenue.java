package io.stoa.toggles;

import io.stoa.load.Waiting;
import io.stoa.tck.Venue;
import io.stoa.tck.server.Control;
import io.stoa.tck.server.Port;
import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Channels of a network of IRC, by a gateway in a process of its own that is a component of the
 * server.
 */
final class OutsideVenue implements Venue {

    private static final String DOMAIN = "irc." + Stoa.DOMAIN;
    private static final String SECRET = "a-secret-of-the-kit";

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private IrcNetwork network = IrcNetwork.none();
    private Optional<RuntimeProcess> gateway = Optional.empty();

    @Override
    public String room(int number, String domain) {
        return "#tck" + number + "%tck@" + DOMAIN;
    }

    @Override
    public void open(Control control) {
        String port = Integer.toString(Port.free());
        // the domain is that of the gateway in the server
        control.require("feature", "stop", "gatewayirc", "--yes");
        control.require("component", "add", DOMAIN, "--secret", SECRET);
        control.require("config", "set", "io.stoa.service.component:port", port);
        Path folder = control.data().resolveSibling("outside");
        try {
            network = IrcNetwork.listen();
            Path secret = Files.createDirectory(folder).resolve("secret");
            Files.writeString(secret, SECRET + "\n");
            RuntimeProcess started = start(folder.resolve("data"), port, secret);
            gateway = Optional.of(started);
            Control there = new Control(started.data());
            if (!Waiting.until(() -> state(there).equals("connected"), PATIENCE)) {
                throw new IllegalStateException("the gateway is " + state(there));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private RuntimeProcess start(Path data, String port, Path secret) {
        return RuntimeProcess.gateway(
                data,
                DOMAIN,
                "--server",
                "127.0.0.1:" + port,
                "--secret-file",
                secret.toString(),
                "--network",
                "tck 127.0.0.1 " + network.port() + " plain",
                // people speak at the pace of the kit
                "--set",
                "io.stoa.service.gatewayirc:pace=5");
    }

    private static String state(Control control) {
        return control.require("uplink", "info", "--json").fact("state");
    }

    @Override
    public boolean isOutside() {
        return true;
    }

    @Override
    public boolean isBeside() {
        return true;
    }

    @Override
    public Optional<RuntimeProcess> host() {
        return gateway;
    }

    @Override
    public long departures() {
        return network.departures();
    }

    @Override
    public void close() {
        gateway.ifPresent(RuntimeProcess::close);
        network.close();
    }
}
