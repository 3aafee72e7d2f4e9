/** Occupants of rooms wear hats, which admins make and hand out. */
@NullMarked
@Xep(
        number = "0317",
        version = "0.3.1",
        note = "hats have no payloads and no language of their own")
@Xep(number = "0050", version = "1.3.0", note = "the commands of rooms, in English")
package io.stoa.service.muchats;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
