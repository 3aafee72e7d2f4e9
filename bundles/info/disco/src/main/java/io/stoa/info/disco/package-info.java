/** Answers service discovery for the server and for accounts. */
@NullMarked
@Xep(
        number = "0030",
        version = "2.5.0",
        note = "strangers get an error for the items of an account instead of none (§8)")
@Xep(number = "0128", version = "1.0.1")
package io.stoa.info.disco;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
