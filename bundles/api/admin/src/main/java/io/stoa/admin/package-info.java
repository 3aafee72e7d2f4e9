/** Administration: one command definition, shown by shell, control socket and XMPP. */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.admin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
