/** Gives each occupant of a room an id that stays and does not say who it is. */
@NullMarked
@Keeps(store = "occupant-id-key", version = 1)
@Xep(number = "0421", version = "1.0.1")
package io.stoa.service.occupantid;

import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
