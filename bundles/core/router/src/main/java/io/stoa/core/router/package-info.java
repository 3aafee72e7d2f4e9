/** Where a stanza goes (RFC 6120 §10, RFC 6121 §8). */
@NullMarked
@Rfc(number = "6120", section = "10")
@Rfc(number = "6121", section = "8")
package io.stoa.core.router;

import io.stoa.bus.Rfc;

import org.jspecify.annotations.NullMarked;
