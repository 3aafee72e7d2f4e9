/**
 * Rooms (XEP-0045), as the features that add to them see them: each implements one of the small
 * ports here and never meets the room service itself.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.muc;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
