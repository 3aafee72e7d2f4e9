/** Tells the time of the server. */
@NullMarked
@Xep(number = "0202", version = "2.0")
@Xep(number = "0082", version = "1.1.1", note = "the formats of times that are sent")
package io.stoa.info.time;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
