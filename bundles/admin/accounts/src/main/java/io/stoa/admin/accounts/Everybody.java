package io.stoa.admin.accounts;

import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;

import java.util.List;
import java.util.stream.Stream;

/** The accounts of a domain, read page by page as they are looked at. Stateless. */
final class Everybody {

    private static final int PAGE = 1000;

    private Everybody() {}

    /** In the order of their localparts, beginning after one of them. */
    static Stream<BareJid> of(Accounts accounts, String domain, String after) {
        return Stream.iterate(
                        accounts.list(domain, after, PAGE),
                        page -> !page.isEmpty(),
                        page -> next(accounts, domain, page))
                .flatMap(List::stream);
    }

    private static List<BareJid> next(Accounts accounts, String domain, List<BareJid> page) {
        return page.size() < PAGE ? List.of() : accounts.list(domain, page.getLast().local(), PAGE);
    }
}
