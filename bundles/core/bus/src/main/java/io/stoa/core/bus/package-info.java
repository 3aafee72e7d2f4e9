/**
 * The stanza bus: legs and stages, dispatch table, leases, lanes, iq correlation. See
 * docs/message-path.md.
 */
@NullMarked
@Rfc(number = "6120", section = "8, 10")
package io.stoa.core.bus;

import io.stoa.bus.Rfc;

import org.jspecify.annotations.NullMarked;
