package io.stoa.service.gateway;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.gateway.Login;
import io.stoa.gateway.NetworkException;
import io.stoa.jid.BareJid;
import io.stoa.storage.Codec;
import io.stoa.storage.Items;
import io.stoa.storage.Seal;
import io.stoa.storage.Storage;
import io.stoa.storage.StorageException;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has registered at which gateway, and with what answers. Every answer is sealed, for another
 * network's password is worth more than a gateway. Thread-safe; blocks.
 */
@Component(service = Registrations.class)
public final class Registrations {

    static final StoreSpec<Element> STORE =
            new StoreSpec<>(
                    "gateway", 1, new Codec<>(login -> login, (element, version) -> element));

    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);
    private static final String NAMESPACE = "stoa:gateway";

    private final Items<Element> store;
    private final Seal seal;

    /** Opens the store. */
    @Activate
    public Registrations(
            @Reference(policyOption = GREEDY) Storage storage,
            @Reference(policyOption = GREEDY) Seal seal) {
        this.store = storage.items(STORE);
        this.seal = seal;
    }

    private static String purpose(BareJid account, String domain, String name) {
        return "gateway " + domain + " " + account + " " + name;
    }

    /** Tells whether an account has registered, also when its answers do not open any more. */
    boolean exists(BareJid account, String domain) {
        return kept(account, domain).isPresent();
    }

    /** The registration as it is kept, with its answers sealed. */
    Optional<Element> kept(BareJid account, String domain) {
        return store.get(account, domain);
    }

    /**
     * How an account logs in, empty when it has not registered.
     *
     * @throws NetworkException when that was sealed with another key: it has to register anew
     */
    Optional<Login> find(BareJid account, String domain) {
        return kept(account, domain)
                .map(
                        it ->
                                readable(it, account, domain)
                                        .orElseThrow(
                                                () ->
                                                        new NetworkException(
                                                                NetworkException.Kind.REFUSED,
                                                                "your registration cannot be read"
                                                                        + " any more, register"
                                                                        + " anew")));
    }

    /**
     * What an account has answered, empty when it has not registered. What was sealed with another
     * key has no answers, so that it can be changed, or removed.
     */
    Optional<Map<String, String>> answers(BareJid account, String domain) {
        return kept(account, domain)
                .map(it -> readable(it, account, domain).map(Login::answers).orElse(Map.of()));
    }

    private Optional<Login> readable(Element kept, BareJid account, String domain) {
        try {
            return Optional.of(opened(kept, account, domain));
        } catch (StorageException lost) {
            LOG.warn("{} has to register anew at {}: {}", account, domain, lost.getMessage());
            return Optional.empty();
        }
    }

    private Login opened(Element kept, BareJid account, String domain) {
        Map<String, String> answers = new HashMap<>();
        kept.elements(NAMESPACE, "answer")
                .forEach(
                        it -> {
                            String name = it.attribute("name");
                            answers.put(
                                    name,
                                    seal.open(
                                            purpose(account, domain, name),
                                            it.attribute("sealed")));
                        });
        return new Login(account, answers);
    }

    void put(Login login, String domain) {
        Element kept = Element.of(NAMESPACE, "login");
        for (Map.Entry<String, String> answer : login.answers().entrySet()) {
            String purpose = purpose(login.account(), domain, answer.getKey());
            kept =
                    kept.with(
                            Element.of(NAMESPACE, "answer")
                                    .with("name", answer.getKey())
                                    .with("sealed", seal.seal(purpose, answer.getValue())));
        }
        store.put(login.account(), domain, kept);
    }

    void remove(BareJid account, String domain) {
        store.remove(account, domain);
    }

    /** Makes it as it was. */
    void restore(BareJid account, String domain, Optional<Element> before) {
        before.ifPresentOrElse(
                it -> store.put(account, domain, it), () -> store.remove(account, domain));
    }
}
