package io.stoa.negotiation.sasl.scram;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.SaslMechanism;
import io.stoa.auth.ScramHash;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** SCRAM-SHA-1 (RFC 5802). */
@Component(service = SaslMechanism.class)
public final class ScramSha1 extends ScramMechanism {

    /** Takes what all of the family need. */
    @Activate
    public ScramSha1(@Reference(policyOption = GREEDY) ScramParts parts) {
        super(ScramHash.SHA_1, false, parts);
    }
}
