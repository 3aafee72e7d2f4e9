/**
 * The server's certificates: read from files, made when there are none, watched, and offered as TLS
 * contexts that speak TLS 1.2 and 1.3 only.
 */
@NullMarked
@Rfc(number = "6120", section = "13.7", note = "certificates of clients are not asked for")
@Rfc(number = "7590", section = "3")
@Rfc(number = "9325", section = "3–4")
package io.stoa.net.tls;

import io.stoa.bus.Rfc;

import org.jspecify.annotations.NullMarked;
