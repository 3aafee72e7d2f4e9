package io.stoa.negotiation.sasl.scram;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.SaslMechanism;
import io.stoa.auth.ScramHash;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** SCRAM-SHA-512 (draft-melnikov-scram-sha-512). */
@Component(service = SaslMechanism.class)
public final class ScramSha512 extends ScramMechanism {

    /** Takes what all of the family need. */
    @Activate
    public ScramSha512(@Reference(policyOption = GREEDY) ScramParts parts) {
        super(ScramHash.SHA_512, false, parts);
    }
}
