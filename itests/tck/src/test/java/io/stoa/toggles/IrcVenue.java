package io.stoa.toggles;

import io.stoa.tck.Venue;
import io.stoa.tck.server.Control;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Channels of a network of IRC, on which each of the people has a session of its own. */
final class IrcVenue implements Venue {

    private static final String PID = "io.stoa.service.gatewayirc";

    private IrcNetwork network = IrcNetwork.none();

    @Override
    public String room(int number, String domain) {
        return "#tck" + number + "%tck@irc." + domain;
    }

    @Override
    public void open(Control control) {
        try {
            network = IrcNetwork.listen();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        // people speak at the pace of the kit
        control.require("config", "set", PID + ":pace", "5");
        control.require(
                "config", "set", PID + ":networks", "tck 127.0.0.1 " + network.port() + " plain");
    }

    @Override
    public boolean isOutside() {
        return true;
    }

    @Override
    public long departures() {
        return network.departures();
    }

    @Override
    public void close() {
        network.close();
    }
}
