/** People search for public rooms. */
@NullMarked
@Xep(
        number = "0433",
        version = "0.1.0",
        note = "rooms of the service that is asked, no others; not by the number of occupants")
package io.stoa.service.mucsearch;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
