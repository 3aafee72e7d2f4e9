/** Stream management: acknowledgements and resumption (XEP-0198). */
@NullMarked
@Xep(
        number = "0198",
        version = "1.6.3",
        note = "for clients' streams; not inline in SASL2 and Bind 2 (§9)")
package io.stoa.negotiation.sm;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
