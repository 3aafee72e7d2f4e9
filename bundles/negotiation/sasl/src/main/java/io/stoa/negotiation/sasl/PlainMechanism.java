package io.stoa.negotiation.sasl;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.Credentials;
import io.stoa.auth.SaslError;
import io.stoa.auth.SaslExchange;
import io.stoa.auth.SaslExchange.Step;
import io.stoa.auth.SaslMechanism;
import io.stoa.auth.SaslStream;
import io.stoa.jid.BareJid;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * PLAIN (RFC 4616), for clients that know nothing better; under TLS, unless it is a laboratory.
 *
 * <pre>{@code
 * C: [authzid] NUL juliet NUL secret
 * }</pre>
 */
@Component
public final class PlainMechanism implements SaslMechanism {

    private static final String NAME = "PLAIN";

    private final Credentials credentials;
    private final LoginPolicy policy;

    /** Takes who knows the passwords, and the policy. */
    @Activate
    public PlainMechanism(
            @Reference(policyOption = GREEDY) Credentials credentials,
            @Reference(policyOption = GREEDY) LoginPolicy policy) {
        this.credentials = credentials;
        this.policy = policy;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int strength() {
        return 10;
    }

    @Override
    public boolean offered(SaslStream stream) {
        return policy.allows(NAME, stream);
    }

    @Override
    public SaslExchange start(SaslStream stream) {
        return message -> {
            try {
                return check(Encodings.utf8(message).split("\0", -1), stream);
            } catch (SaslFailure failure) {
                return new Step.Failure(failure.error());
            }
        };
    }

    private Step check(String[] parts, SaslStream stream) {
        if (parts.length != 3 || parts[2].isEmpty()) {
            return new Step.Failure(SaslError.MALFORMED_REQUEST);
        }
        BareJid account = Identity.account(parts[1], stream.domain());
        Identity.authorize(parts[0], account);
        if (policy.barred(stream.peer(), account)) {
            return new Step.Failure(SaslError.TEMPORARY_AUTH_FAILURE);
        }
        if (!credentials.verify(account, parts[2])) {
            policy.failed(stream.peer(), account);
            return new Step.Failure(SaslError.NOT_AUTHORIZED);
        }
        policy.succeeded(stream.peer(), account);
        return new Step.Success(account, new byte[0]);
    }
}
