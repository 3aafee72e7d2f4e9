/**
 * Addresses (RFC 7622): bare and full JIDs, their preparation, JID escaping (XEP-0106) and
 * nicknames (RFC 8266).
 *
 * <p>Every {@link io.stoa.jid.Jid} that exists is valid and prepared, so two of them are compared
 * with {@code equals} and nothing else. An absent part is {@code ""}; no part that is there is
 * empty. All types are immutable or stateless, and may be shared between threads.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.jid;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
