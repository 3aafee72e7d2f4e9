/** Keeps messages for people who are away until they come (XEP-0160). */
@NullMarked
@Keeps(store = "offline", version = 2)
@Xep(number = "0160", version = "1.0.1")
@Xep(
        number = "0013",
        version = "1.3",
        note = "others get the error of an account that does not exist instead of forbidden")
@Xep(number = "0203", version = "2.0", note = "of messages that were kept")
@Xep(number = "0334", version = "1.0.0", note = "no-store and store")
package io.stoa.im.offline;

import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
