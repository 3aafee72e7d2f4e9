/**
 * The roster of an account: asked for, changed, pushed and versioned (RFC 6121 §2), and kept for
 * those that manage subscriptions.
 */
@NullMarked
@Keeps(store = "roster", version = 1)
@Keeps(store = "roster-version", version = 1)
@Rfc(
        number = "6121",
        section = "2",
        note = "a client with an older version gets the whole roster instead of interim pushes")
@Xep(number = "0237", version = "1.3", note = "as RFC 6121 §2.6 has it")
package io.stoa.im.roster;

import io.stoa.bus.Rfc;
import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
