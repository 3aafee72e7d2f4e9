/**
 * SASL on a stream (RFC 6120 §6), the bindings to TLS it can use (XEP-0440), and the policy against
 * guessing; with PLAIN. SCRAM has a package of its own.
 */
@NullMarked
@Rfc(number = "6120", section = "6", note = "EXTERNAL and ANONYMOUS are not there yet")
@Rfc(number = "4616", section = "2")
@Rfc(number = "9266", section = "2", note = "TLS 1.3 only")
@Rfc(number = "5929", section = "4", note = "tls-server-end-point only")
@Xep(number = "0440", version = "1.0.0")
@Xep(number = "0438", version = "0.2.0", note = "what concerns mechanisms")
package io.stoa.negotiation.sasl;

import io.stoa.bus.Rfc;
import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
