/** The way out of a gateway that runs outside of its server: it is a component of it (XEP-0114). */
@NullMarked
@Xep(number = "0114", version = "1.6", note = "the component's side of accept")
package io.stoa.net.uplink;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
