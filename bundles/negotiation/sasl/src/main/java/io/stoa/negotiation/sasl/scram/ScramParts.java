package io.stoa.negotiation.sasl.scram;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.Credentials;
import io.stoa.negotiation.sasl.LoginPolicy;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What all SCRAM mechanisms need. Thread-safe. */
@Component(service = ScramParts.class)
public final class ScramParts {

    private final Credentials credentials;
    private final LoginPolicy policy;

    /** Takes who knows the verifiers, and the policy. */
    @Activate
    public ScramParts(
            @Reference(policyOption = GREEDY) Credentials credentials,
            @Reference(policyOption = GREEDY) LoginPolicy policy) {
        this.credentials = credentials;
        this.policy = policy;
    }

    Credentials credentials() {
        return credentials;
    }

    LoginPolicy policy() {
        return policy;
    }
}
