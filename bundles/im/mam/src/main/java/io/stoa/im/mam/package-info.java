/** Keeps the messages of accounts and gives them back, page by page. */
@NullMarked
@Keeps(store = "archive", version = 1)
@Keeps(store = "archive-key", version = 1)
@Keeps(store = "archive-preferences", version = 1)
@Keeps(store = "archive-retention", version = 1)
@Xep(
        number = "0313",
        version = "1.1.3",
        note = "user archives; rooms (§6.1.2) and pubsub nodes (§6.1.3) keep their own")
@Xep(number = "0441", version = "0.2.0", note = "no ad-hoc command for advanced configuration")
@Xep(number = "0059", version = "1.0", note = "no page by index (§2.6) but of a list of ids")
@Xep(number = "0359", version = "0.7.0")
@Xep(number = "0424", version = "0.4.2", note = "the archive's part: tombstones")
@Xep(number = "0334", version = "1.0.0", note = "no-store, no-permanent-store, store")
package io.stoa.im.mam;

import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
