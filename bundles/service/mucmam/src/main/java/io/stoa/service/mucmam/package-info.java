/** Keeps what is said in rooms and gives it back, page by page. */
@NullMarked
@Keeps(store = "room-archive", version = 1)
@Keeps(store = "room-archive-key", version = 1)
@Xep(number = "0313", version = "1.1.3", note = "archives of rooms (§6.1.2)")
@Xep(number = "0424", version = "0.4.2", note = "a room's part: tombstones")
@Xep(number = "0425", version = "0.3.0", note = "the archive's part: tombstones")
package io.stoa.service.mucmam;

import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
