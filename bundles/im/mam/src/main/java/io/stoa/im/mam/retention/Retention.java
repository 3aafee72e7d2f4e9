package io.stoa.im.mam.retention;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.im.mam.MamHandler;
import io.stoa.jid.BareJid;
import io.stoa.storage.Codec;
import io.stoa.storage.Documents;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * For how many days messages are kept (XEP-0313 §3.2): what was said of the account, else of its
 * domain, else of all; 0 is for ever. Thread-safe; blocks.
 */
@Component(configurationPid = "io.stoa.im.mam", service = Retention.class)
public final class Retention {

    private static final StoreSpec<Integer> STORE =
            new StoreSpec<>(
                    "archive-retention",
                    1,
                    new Codec<>(
                            days ->
                                    Element.of(
                                            "urn:stoa:archive",
                                            "days",
                                            new Text(Integer.toString(days))),
                            (element, version) -> Integer.parseInt(element.text())));

    private final Documents<Integer> ofAccounts;
    private final Map<String, Integer> ofDomains = new HashMap<>();
    private final int ofAll;

    /** Opens the store. */
    @Activate
    public Retention(@Reference(policyOption = GREEDY) Storage storage, MamHandler.Config config) {
        this.ofAccounts = storage.documents(STORE);
        this.ofAll = config.days();
        for (String entry : config.daysOfDomain()) {
            int colon = entry.lastIndexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException(
                        "daysOfDomain has entries like example.org:90, not “" + entry + "”");
            }
            ofDomains.put(
                    BareJid.ofDomain(entry.substring(0, colon).strip()).domain(),
                    Integer.parseInt(entry.substring(colon + 1).strip()));
        }
    }

    /** Returns what was said of the account itself. */
    Optional<Integer> ofAccount(BareJid account) {
        return ofAccounts.get(account);
    }

    /** Says for how many days an account's messages are kept; empty takes back what was said. */
    void ofAccount(BareJid account, Optional<Integer> days) {
        ofAccounts.update(account, earlier -> days);
    }

    /** Returns for how many days the messages of a domain are kept, unless an account differs. */
    int ofDomain(String domain) {
        return ofDomains.getOrDefault(domain, ofAll);
    }

    /** Lists accounts of a domain of which something was said. */
    List<BareJid> accounts(String domain, String after, int limit) {
        return ofAccounts.owners(domain, after, limit);
    }

    /** Returns the moment before which an account's messages are too old; empty for never. */
    Optional<Instant> cutoff(BareJid account, Instant now) {
        int days = ofAccount(account).orElseGet(() -> ofDomain(account.domain()));
        return days > 0 ? Optional.of(now.minus(Duration.ofDays(days))) : Optional.empty();
    }

    /** Says a number of days in words. */
    static String text(int days) {
        return switch (days) {
            case 0 -> "for ever";
            case 1 -> "for 1 day";
            default -> "for " + days + " days";
        };
    }
}
