/**
 * Keeps what an account does not want away from it (XEP-0191), and takes its reports (XEP-0377).
 */
@NullMarked
@Keeps(store = "blocking", version = 1)
@Keeps(store = "blocking-report", version = 1)
@Xep(
        number = "0191",
        version = "1.3",
        note = "who has only got directed presence is not told that the sender is gone")
@Xep(number = "0377", version = "0.4.1", note = "reports are kept for administrators, not sent on")
package io.stoa.im.blocking;

import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
