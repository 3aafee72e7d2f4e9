/** Addresses (RFC 7622): bare and full JIDs, their preparation, and JID escaping (XEP-0106). */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.jid;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
