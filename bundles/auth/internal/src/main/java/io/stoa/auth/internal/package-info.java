/** Accounts in the server's own storage: SCRAM verifiers, never passwords. */
@Rfc(number = "5802", section = "2–5", note = "the server's side of the credentials")
@Rfc(number = "5802", section = "9")
@Rfc(number = "4013", section = "2")
@Xep(number = "0438", version = "0.2.0", note = "OpaqueString: SASLprep is what SCRAM asks for")
@NullMarked
@Keeps(store = "accounts", version = 2)
@Keeps(store = "auth-internal-secret", version = 1)
package io.stoa.auth.internal;

import io.stoa.bus.Rfc;
import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
