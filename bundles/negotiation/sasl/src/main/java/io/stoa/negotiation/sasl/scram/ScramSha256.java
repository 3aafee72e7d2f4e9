package io.stoa.negotiation.sasl.scram;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.SaslMechanism;
import io.stoa.auth.ScramHash;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** SCRAM-SHA-256 (RFC 7677). */
@Component(service = SaslMechanism.class)
public final class ScramSha256 extends ScramMechanism {

    /** Takes what all of the family need. */
    @Activate
    public ScramSha256(@Reference(policyOption = GREEDY) ScramParts parts) {
        super(ScramHash.SHA_256, false, parts);
    }
}
