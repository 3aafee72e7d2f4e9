package io.stoa.net.uplink;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

/** Why there is no connection, in words that name the remedy. Stateless. */
final class Troubles {

    private Troubles() {}

    static String words(IOException failure, Place server, String domain, String secretFile) {
        return switch (failure) {
            case Refusal refusal -> refused(refusal, server, domain, secretFile);
            case ConnectException absent ->
                    "nobody takes components at "
                            + server
                            + " (io.stoa.net.uplink:server); a server opens that port when it has a"
                            + " component: on Stoa, stoa component add "
                            + domain;
            case UnknownHostException unknown ->
                    "there is no host " + server.host() + " (io.stoa.net.uplink:server)";
            case SocketTimeoutException late -> server + " does not answer";
            case SSLException untrusted ->
                    "no TLS with "
                            + server
                            + " (io.stoa.net.uplink:fingerprint names a certificate that it may"
                            + " have): "
                            + untrusted.getMessage();
            case SocketException broken ->
                    "the connection to " + server + " is broken: " + broken.getMessage();
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }

    private static String refused(Refusal refusal, Place server, String domain, String secretFile) {
        return switch (refusal.condition()) {
            case NOT_AUTHORIZED ->
                    server
                            + " does not take the secret for "
                            + domain
                            + ": the first line of "
                            + secretFile
                            + " (io.stoa.net.uplink:secretFile) is not the secret that the server"
                            + " has: "
                            + refusal.getMessage();
            case HOST_UNKNOWN ->
                    server
                            + " knows no component "
                            + domain
                            + ": add it there, on Stoa with stoa component add "
                            + domain
                            + ": "
                            + refusal.getMessage();
            case CONFLICT ->
                    "somebody else is connected to "
                            + server
                            + " as "
                            + domain
                            + ": stop that one first: "
                            + refusal.getMessage();
            default -> server + " has ended the stream: " + refusal.getMessage();
        };
    }
}
