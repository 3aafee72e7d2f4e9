/** A stanza's turn in a room, and how those who are in it look to one another. */
@NullMarked
package io.stoa.service.muc.room;

import org.jspecify.annotations.NullMarked;
