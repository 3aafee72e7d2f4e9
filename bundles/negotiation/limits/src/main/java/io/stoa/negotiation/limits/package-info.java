/** Tells clients how much they may send at a time (XEP-0478). */
@NullMarked
@Xep(number = "0478", version = "0.2.0", note = "without idle-seconds")
package io.stoa.negotiation.limits;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
