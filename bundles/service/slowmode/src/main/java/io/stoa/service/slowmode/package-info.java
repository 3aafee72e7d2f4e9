/** Rooms in which everybody waits between two messages. */
@NullMarked
@Xep(number = "0500", version = "0.1.1")
@Xep(number = "0122", version = "1.0.2", note = "told with the field, a whole number in a range")
package io.stoa.service.slowmode;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
