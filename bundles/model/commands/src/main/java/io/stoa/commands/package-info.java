/**
 * How commands are run in stages, whoever offers them (XEP-0050), so that an administrator's and a
 * gateway's answer alike.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.stoa.commands;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
