/** Holds back what a client does not need while nobody looks at it (XEP-0352). */
@NullMarked
@Xep(number = "0352", version = "1.0.0")
@Xep(number = "0286", version = "0.4.0", note = "what it says of servers, see the README")
package io.stoa.negotiation.csi;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
