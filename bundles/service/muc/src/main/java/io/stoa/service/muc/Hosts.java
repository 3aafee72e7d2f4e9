package io.stoa.service.muc;

import io.stoa.jid.BareJid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which domains have rooms. Stateless. */
final class Hosts {

    private static final String EACH = "{domain}";

    private Hosts() {}

    /**
     * Returns the domains of rooms, and the domain of the server that each belongs to.
     *
     * @throws IllegalArgumentException for what is no domain, or one of the server's own
     */
    static Map<String, String> of(List<String> patterns, List<String> domains) {
        Map<String, String> hosts = new LinkedHashMap<>();
        for (String pattern : patterns) {
            for (String domain : domains) {
                String host = prepared(pattern.strip().replace(EACH, domain));
                if (domains.contains(host)) {
                    throw new IllegalArgumentException(
                            host + " is a domain of accounts; rooms need one of their own");
                }
                if (pattern.contains(EACH) || host.endsWith('.' + domain)) {
                    hosts.put(host, domain);
                } else {
                    hosts.putIfAbsent(host, domain);
                }
            }
        }
        return hosts;
    }

    private static String prepared(String host) {
        BareJid jid = BareJid.parse(host);
        if (!jid.local().isEmpty()) {
            throw new IllegalArgumentException(host + " is not a domain");
        }
        return jid.domain();
    }
}
