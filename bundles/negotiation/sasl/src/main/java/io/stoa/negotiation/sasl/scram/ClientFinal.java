package io.stoa.negotiation.sasl.scram;

import io.stoa.auth.SaslError;
import io.stoa.negotiation.sasl.Encodings;

import java.util.Arrays;
import java.util.List;

/**
 * The client's final message (RFC 5802 §7), such as {@code c=biws,r=…,p=…}.
 *
 * @param binding the GS2 header and the data of the channel binding
 * @param nonce both nonces
 * @param proof the proof
 * @param withoutProof the message up to the proof
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClientFinal(byte[] binding, String nonce, byte[] proof, String withoutProof) {

    static ClientFinal parse(String message) {
        int proofAt = message.lastIndexOf(",p=");
        if (proofAt < 0) {
            throw Attributes.malformed();
        }
        String withoutProof = message.substring(0, proofAt);
        List<String> attributes = Arrays.asList(withoutProof.split(",", -1));
        String binding = Attributes.value(attributes, 0, 'c');
        String nonce = Attributes.value(attributes, 1, 'r');
        Attributes.ignore(attributes.subList(2, attributes.size()));
        String proof = Attributes.value(List.of(message.substring(proofAt + 1)), 0, 'p');
        return new ClientFinal(
                Encodings.base64(binding, SaslError.MALFORMED_REQUEST),
                Attributes.nonce(nonce),
                Encodings.base64(proof, SaslError.MALFORMED_REQUEST),
                withoutProof);
    }
}
