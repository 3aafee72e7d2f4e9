/** Copies messages to the other resources of an account (XEP-0280). */
@NullMarked
@Xep(
        number = "0280",
        version = "1.0.1",
        note = "copies of private messages to occupants of a room go to all resources (§6.1)")
@Xep(number = "0334", version = "1.0.0", note = "no-copy")
package io.stoa.im.carbons;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
