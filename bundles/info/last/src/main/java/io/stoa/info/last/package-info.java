/** Tells how long the server has been running, and when an account came and went last. */
@NullMarked
@Keeps(store = "last", version = 2)
@Xep(
        number = "0012",
        version = "2.0",
        note = "requests to a full JID go to its client whoever asks (§4)")
package io.stoa.info.last;

import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
