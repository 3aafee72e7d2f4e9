/** STARTTLS: a stream in clear becomes one that TLS protects (RFC 6120 §5). */
@NullMarked
@Rfc(number = "6120", section = "5")
@Rfc(number = "7590", section = "3")
package io.stoa.negotiation.starttls;

import io.stoa.bus.Rfc;

import org.jspecify.annotations.NullMarked;
