package io.stoa.negotiation.sasl.scram;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.SaslMechanism;
import io.stoa.auth.ScramHash;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** SCRAM-SHA-512-PLUS (draft-melnikov-scram-sha-512). */
@Component(service = SaslMechanism.class)
public final class ScramSha512Plus extends ScramMechanism {

    /** Takes what all of the family need. */
    @Activate
    public ScramSha512Plus(@Reference(policyOption = GREEDY) ScramParts parts) {
        super(ScramHash.SHA_512, true, parts);
    }
}
