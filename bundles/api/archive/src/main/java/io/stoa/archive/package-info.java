/**
 * What all archives of messages have in common (XEP-0313), so that an account's and a room's answer
 * alike.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.archive;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
