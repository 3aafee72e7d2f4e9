/** Accounts, their credentials, and SASL mechanisms (RFC 6120 §6). */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.auth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
