/** What a gateway to another network is, beyond what all gateways share (XEP-0100). */
@Export
@Version("1.2.0")
@NullMarked
package io.stoa.gateway;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
