package io.stoa.service.gatewayirc;

import io.stoa.service.gatewayirc.wire.IrcLine;
import io.stoa.service.gatewayirc.wire.Words;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaError;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.net.ssl.SSLException;

/** What a network refuses, as errors that clients show (XEP-0045 §7.2). Stateless. */
final class Refusals {

    /** RFC 2812 §5.2: answers that name a channel which is not entered. */
    private static final Map<String, Condition> OF_CHANNELS =
            Map.ofEntries(
                    Map.entry("403", Condition.ITEM_NOT_FOUND),
                    Map.entry("405", Condition.RESOURCE_CONSTRAINT),
                    Map.entry("437", Condition.RESOURCE_CONSTRAINT),
                    Map.entry("470", Condition.NOT_ALLOWED),
                    Map.entry("471", Condition.SERVICE_UNAVAILABLE),
                    Map.entry("473", Condition.REGISTRATION_REQUIRED),
                    Map.entry("474", Condition.FORBIDDEN),
                    Map.entry("475", Condition.NOT_AUTHORIZED),
                    Map.entry("476", Condition.ITEM_NOT_FOUND),
                    Map.entry("477", Condition.REGISTRATION_REQUIRED),
                    Map.entry("479", Condition.ITEM_NOT_FOUND),
                    Map.entry("489", Condition.NOT_ACCEPTABLE),
                    Map.entry("520", Condition.NOT_ALLOWED));

    /** Answers about nicknames. */
    private static final Map<String, Condition> OF_NICKS =
            Map.of(
                    "431", Condition.NOT_ACCEPTABLE,
                    "432", Condition.NOT_ACCEPTABLE,
                    "433", Condition.CONFLICT,
                    "436", Condition.CONFLICT,
                    "437", Condition.CONFLICT);

    /** Answers after which the network does not want the account. */
    private static final Map<String, Condition> OF_NETWORKS =
            Map.of(
                    "463", Condition.FORBIDDEN,
                    "464", Condition.NOT_AUTHORIZED,
                    "465", Condition.FORBIDDEN);

    /** SASL 3.1: the login is not accepted, is too long, was aborted, or of no mechanism. */
    private static final Set<String> OF_LOGINS = Set.of("902", "904", "905", "906", "908");

    /** Nobody's password goes over a connection that others can read. */
    static final StanzaError IN_CLEAR =
            StanzaError.of(
                    Condition.NOT_ALLOWED,
                    "there is a password for this network, and its connection is not secured");

    private Refusals() {}

    static boolean ofLogin(IrcLine line) {
        return OF_LOGINS.contains(line.command());
    }

    static Optional<StanzaError> ofChannel(IrcLine line) {
        return of(OF_CHANNELS, line);
    }

    static Optional<StanzaError> ofNick(IrcLine line) {
        return of(OF_NICKS, line);
    }

    static Optional<StanzaError> ofNetwork(IrcLine line) {
        return of(OF_NETWORKS, line);
    }

    private static Optional<StanzaError> of(Map<String, Condition> known, IrcLine line) {
        return Optional.ofNullable(known.get(line.command()))
                .map(it -> StanzaError.of(it, Words.plain(line.last())));
    }

    static StanzaError of(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return StanzaError.of(Condition.REMOTE_SERVER_NOT_FOUND, "no such IRC server");
        }
        if (failure instanceof SSLException) {
            return StanzaError.of(
                    Condition.REMOTE_SERVER_TIMEOUT,
                    "the IRC server refuses TLS, or nobody vouches for it");
        }
        return StanzaError.of(
                Condition.REMOTE_SERVER_TIMEOUT, "the IRC server cannot be reached, or has gone");
    }
}
