/**
 * Who sees whose presence: subscriptions by the tables of RFC 6121 appendix A, and presence itself,
 * broadcast, directed and probed for (§3, §4).
 */
@NullMarked
@Keeps(store = "presence-last", version = 1)
@Rfc(number = "6121", section = "3–4 and appendix A")
@Xep(number = "0318", version = "0.2", note = "not the uptime of servers (§3.2)")
package io.stoa.im.presence;

import io.stoa.bus.Rfc;
import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
