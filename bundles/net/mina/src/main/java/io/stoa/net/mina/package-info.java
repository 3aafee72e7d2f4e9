/** TCP and direct TLS (XEP-0368) on Apache MINA. */
@NullMarked
@Rfc(number = "6120", section = "3, 5.3")
@Xep(number = "0368", version = "1.1.0", note = "SRV records are the DNS administrator's")
package io.stoa.net.mina;

import io.stoa.bus.Rfc;
import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
