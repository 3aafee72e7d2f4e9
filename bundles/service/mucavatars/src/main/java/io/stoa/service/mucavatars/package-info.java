/** Keeps the vCards of rooms, and tells of the pictures in them. */
@NullMarked
@Keeps(store = "muc-vcard", version = 1)
@Xep(number = "0486", version = "0.1.0")
@Xep(number = "0054", version = "1.3.0", note = "for rooms")
@Xep(number = "0153", version = "1.1.1", note = "the hash of a room's picture")
package io.stoa.service.mucavatars;

import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
