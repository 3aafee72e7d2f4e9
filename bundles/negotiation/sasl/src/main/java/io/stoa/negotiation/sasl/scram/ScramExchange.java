package io.stoa.negotiation.sasl.scram;

import io.stoa.auth.Credentials;
import io.stoa.auth.SaslError;
import io.stoa.auth.SaslExchange;
import io.stoa.auth.SaslStream;
import io.stoa.auth.ScramHash;
import io.stoa.auth.ScramVerifier;
import io.stoa.jid.BareJid;
import io.stoa.negotiation.sasl.ChannelBindings;
import io.stoa.negotiation.sasl.Encodings;
import io.stoa.negotiation.sasl.Identity;
import io.stoa.negotiation.sasl.LoginPolicy;
import io.stoa.negotiation.sasl.SaslFailure;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * One SCRAM exchange on the server's side (RFC 5802 §5). Not thread-safe.
 *
 * <pre>{@code
 * C: n,,n=juliet,r=CLIENT
 * S: r=CLIENTSERVER,s=SALT,i=10000
 * C: c=biws,r=CLIENTSERVER,p=PROOF
 * S: v=SIGNATURE
 * }</pre>
 */
final class ScramExchange implements SaslExchange {

    /** What all exchanges of a mechanism have in common. */
    record Setting(ScramHash hash, boolean plus, Credentials credentials, LoginPolicy policy) {}

    /** What is known after the client's first message. */
    private record Begun(
            ClientFirst first, BareJid account, ScramVerifier verifier, String serverFirst) {}

    private final Setting setting;
    private final SaslStream stream;
    private final String serverNonce;
    private Optional<Begun> begun = Optional.empty();

    ScramExchange(Setting setting, SaslStream stream, String serverNonce) {
        this.setting = setting;
        this.stream = stream;
        this.serverNonce = serverNonce;
    }

    @Override
    public Step next(byte[] message) {
        try {
            String text = Encodings.utf8(message);
            return begun.isEmpty()
                    ? begin(ClientFirst.parse(text))
                    : finish(ClientFinal.parse(text), begun.get());
        } catch (SaslFailure failure) {
            // before the first challenge nothing can have been guessed
            return new Step.Failure(failure.error(), begun.isPresent());
        }
    }

    private Step begin(ClientFirst first) {
        checkBinding(first);
        BareJid account = Identity.account(first.name(), stream.domain());
        Identity.authorize(first.authzid(), account);
        ScramVerifier verifier = setting.credentials().verifier(account, setting.hash());
        String serverFirst =
                "r="
                        + first.nonce()
                        + serverNonce
                        + ",s="
                        + verifier.saltBase64()
                        + ",i="
                        + verifier.iterations();
        begun = Optional.of(new Begun(first, account, verifier, serverFirst));
        return new Step.Challenge(serverFirst.getBytes(StandardCharsets.UTF_8));
    }

    /** §6: the flag must fit the mechanism, and a downgrade is found out. */
    private void checkBinding(ClientFirst first) {
        boolean fits =
                switch (first.flag()) {
                    case 'p' -> setting.plus() && bindingData(first).isPresent();
                    case 'y' -> !setting.plus() && !plusWasOffered();
                    default -> !setting.plus();
                };
        if (!fits) {
            throw new SaslFailure(SaslError.NOT_AUTHORIZED);
        }
    }

    private boolean plusWasOffered() {
        return stream.advertised().stream().anyMatch(name -> name.endsWith("-PLUS"));
    }

    private Optional<byte[]> bindingData(ClientFirst first) {
        return stream.tls().flatMap(tls -> ChannelBindings.data(first.binding(), tls));
    }

    private Step finish(ClientFinal last, Begun begun) {
        BareJid account = begun.account();
        if (setting.policy().barred(stream.peer(), account)) {
            return new Step.Failure(SaslError.TEMPORARY_AUTH_FAILURE);
        }
        String authMessage =
                begun.first().bare() + ',' + begun.serverFirst() + ',' + last.withoutProof();
        // no short cut: every check is made before one is looked at
        boolean bound = MessageDigest.isEqual(last.binding(), expectedBinding(begun.first()));
        boolean ours = same(last.nonce(), begun.first().nonce() + serverNonce);
        boolean proven = ScramProof.shows(begun.verifier(), authMessage, last.proof());
        if (!(bound && ours && proven)) {
            setting.policy().failed(stream.peer(), account);
            return new Step.Failure(SaslError.NOT_AUTHORIZED);
        }
        setting.policy().succeeded(stream.peer(), account);
        byte[] signature = ScramProof.signature(begun.verifier(), authMessage);
        String serverFinal = "v=" + Encodings.base64(signature);
        return new Step.Success(account, serverFinal.getBytes(StandardCharsets.UTF_8));
    }

    /** §7: the GS2 header as it came, and the data of the channel binding after it. */
    private byte[] expectedBinding(ClientFirst first) {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(first.header().getBytes(StandardCharsets.UTF_8));
        bindingData(first).ifPresent(expected::writeBytes);
        return expected.toByteArray();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
