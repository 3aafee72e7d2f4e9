/** Resource binding (RFC 6120 §7), and the session request that came after it (RFC 3921 §3). */
@NullMarked
@Rfc(number = "6120", section = "7")
@Rfc(number = "3921", section = "3", note = "advertised as optional; does nothing")
package io.stoa.negotiation.bind;

import io.stoa.bus.Rfc;

import org.jspecify.annotations.NullMarked;
