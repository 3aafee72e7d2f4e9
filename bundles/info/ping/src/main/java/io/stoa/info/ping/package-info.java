/** Answers pings. */
@NullMarked
@Xep(number = "0199", version = "2.0.1", note = "the server answers pings and sends none")
package io.stoa.info.ping;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
