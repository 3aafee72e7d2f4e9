package io.stoa.service.gatewayirc;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

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

import java.util.Optional;

/**
 * How accounts log in to networks, for those who have registered. Secrets are sealed. Thread-safe;
 * blocks.
 */
@Component(service = Credentials.class)
public final class Credentials {

    static final StoreSpec<Element> STORE =
            new StoreSpec<>(
                    "gatewayirc", 1, new Codec<>(login -> login, (element, version) -> element));

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
    private static final String NAMESPACE = "stoa:gatewayirc";

    private final Items<Element> store;
    private final Seal seal;

    /** Opens the store. */
    @Activate
    public Credentials(
            @Reference(policyOption = GREEDY) Storage storage,
            @Reference(policyOption = GREEDY) Seal seal) {
        this.store = storage.items(STORE);
        this.seal = seal;
    }

    /**
     * How an account logs in. Immutable.
     *
     * @param username the account's name in the network
     * @param password its password there, or ""
     * @param server the password of the server itself, or ""
     * @param nickserv whether NickServ may be told the password, when the network has no SASL
     */
    record Login(String username, String password, String server, boolean nickserv) {

        static final Login NONE = new Login("", "", "", false);

        boolean isNone() {
            return password.isEmpty() && server.isEmpty();
        }

        /** What it says is nobody's business. */
        @Override
        public String toString() {
            return "a login";
        }
    }

    private static String purpose(BareJid account, String network, String name) {
        return "gatewayirc " + network + " " + account + " " + name;
    }

    /** How an account logs in to a network; {@link Login#NONE} when it has not registered. */
    Login find(BareJid account, String network) {
        return store.get(account, network)
                .map(it -> opened(it, account, network))
                .orElse(Login.NONE);
    }

    /**
     * What of a login can be shown, empty when an account has not registered. Of one that was
     * sealed with another key that is nothing, so that it can be changed, or removed.
     */
    Optional<Login> readable(BareJid account, String network) {
        return store.get(account, network).map(it -> readable(it, account, network));
    }

    private Login readable(Element kept, BareJid account, String network) {
        try {
            return opened(kept, account, network);
        } catch (StorageException lost) {
            LOG.warn("{} has to register anew at {}: {}", account, network, lost.getMessage());
            return Login.NONE;
        }
    }

    private Login opened(Element kept, BareJid account, String network) {
        return new Login(
                opened(kept, account, network, "username"),
                opened(kept, account, network, "password"),
                opened(kept, account, network, "server"),
                kept.attribute("nickserv").equals("true"));
    }

    private String opened(Element kept, BareJid account, String network, String name) {
        return seal.open(purpose(account, network, name), kept.attribute(name));
    }

    void put(BareJid account, String network, Login login) {
        store.put(
                account,
                network,
                Element.of(NAMESPACE, "login")
                        .with("username", sealed(account, network, "username", login.username()))
                        .with("password", sealed(account, network, "password", login.password()))
                        .with("server", sealed(account, network, "server", login.server()))
                        .with("nickserv", String.valueOf(login.nickserv())));
    }

    private String sealed(BareJid account, String network, String name, String value) {
        return seal.seal(purpose(account, network, name), value);
    }

    void remove(BareJid account, String network) {
        store.remove(account, network);
    }
}
