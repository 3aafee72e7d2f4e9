/** The few questions that instant-messaging features ask one another (RFC 6121). */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.im;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
