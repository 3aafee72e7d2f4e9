/** Tells the name and the version of the software. */
@NullMarked
@Xep(number = "0092", version = "1.1")
package io.stoa.info.version;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
