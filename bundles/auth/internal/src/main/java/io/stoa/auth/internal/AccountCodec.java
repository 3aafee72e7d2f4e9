package io.stoa.auth.internal;

import io.stoa.auth.ScramHash;
import io.stoa.auth.ScramVerifier;
import io.stoa.storage.Codec;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How accounts and secrets are kept. Stateless.
 *
 * <pre>{@code
 * <account xmlns='urn:stoa:auth:internal' admin='true' disabled='false' incarnation='3f…'>
 *   <scram hash='SCRAM-SHA-256' salt='…' iterations='10000' stored='…' server='…'/>
 * </account>
 * }</pre>
 */
final class AccountCodec {

    /**
     * The accounts. Version 1 has neither who is disabled nor incarnations, and one who knows no
     * more than that would let everybody in again.
     */
    static final StoreSpec<Account> ACCOUNTS =
            new StoreSpec<>(
                    "accounts",
                    2,
                    new Codec<>(AccountCodec::write, (element, version) -> read(element)));

    /** The secret of each domain, from which the verifiers of unknown accounts are made. */
    static final StoreSpec<String> SECRETS =
            new StoreSpec<>(
                    "auth-internal-secret",
                    1,
                    new Codec<>(
                            secret -> element("secret").with("value", secret),
                            (element, version) -> element.attribute("value")));

    private static final String NAMESPACE = "urn:stoa:auth:internal";
    private static final int RADIX = 16;

    private AccountCodec() {}

    private static Element write(Account account) {
        Standing standing = account.standing();
        return account.verifiers().values().stream()
                .sorted((one, other) -> one.hash().compareTo(other.hash()))
                .map(AccountCodec::write)
                .reduce(
                        element("account")
                                .with("admin", Boolean.toString(standing.admin()))
                                .with("disabled", Boolean.toString(standing.disabled()))
                                .with("incarnation", Long.toHexString(standing.incarnation())),
                        Element::with,
                        (one, other) -> one);
    }

    private static Element write(ScramVerifier verifier) {
        Base64.Encoder base64 = Base64.getEncoder();
        return element("scram")
                .with("hash", verifier.hash().mechanism())
                .with("salt", verifier.saltBase64())
                .with("iterations", Integer.toString(verifier.iterations()))
                .with("stored", base64.encodeToString(verifier.storedKey()))
                .with("server", base64.encodeToString(verifier.serverKey()));
    }

    private static Account read(Element element) {
        Map<ScramHash, ScramVerifier> verifiers =
                element.elements(NAMESPACE, "scram")
                        .map(AccountCodec::verifier)
                        .collect(Collectors.toMap(ScramVerifier::hash, Function.identity()));
        return new Account(standing(element), verifiers);
    }

    private static Standing standing(Element element) {
        String incarnation = element.attribute("incarnation");
        return new Standing(
                Boolean.parseBoolean(element.attribute("admin")),
                Boolean.parseBoolean(element.attribute("disabled")),
                incarnation.isEmpty() ? 0 : Long.parseUnsignedLong(incarnation, RADIX));
    }

    private static ScramVerifier verifier(Element element) {
        Base64.Decoder base64 = Base64.getDecoder();
        return new ScramVerifier(
                hash(element.attribute("hash")),
                base64.decode(element.attribute("salt")),
                Integer.parseInt(element.attribute("iterations")),
                base64.decode(element.attribute("stored")),
                base64.decode(element.attribute("server")));
    }

    private static ScramHash hash(String mechanism) {
        return Arrays.stream(ScramHash.values())
                .filter(hash -> hash.mechanism().equals(mechanism))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such hash: " + mechanism));
    }

    private static Element element(String local) {
        return Element.of(NAMESPACE, local);
    }
}
