/** Rooms: multi-user chat (XEP-0045). */
@NullMarked
@Keeps(store = "muc-room", version = 1)
@Keeps(store = "muc-affiliation", version = 1)
@Keeps(store = "muc-directory", version = 1)
@Keeps(store = "muc-account", version = 1)
@Keeps(store = "muc-guest", version = 1)
@Xep(
        number = "0045",
        version = "1.35.5",
        note = "an occupant's sessions change their nickname together")
@Xep(number = "0249", version = "1.2", note = "passed on like any message")
@Xep(number = "0410", version = "1.1.0", note = "the server's part (§3.2)")
package io.stoa.service.muc;

import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
