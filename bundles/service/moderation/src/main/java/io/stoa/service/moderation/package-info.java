/** Messages in rooms are retracted, by moderators or by their authors. */
@NullMarked
@Xep(number = "0425", version = "0.3.0")
@Xep(
        number = "0424",
        version = "0.4.2",
        note = "in rooms: who has not written a message cannot retract it")
package io.stoa.service.moderation;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
