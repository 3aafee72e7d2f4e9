/** What happens in a room: presence and messages of those who are in it, or want to be. */
@NullMarked
package io.stoa.service.muc.handler;

import org.jspecify.annotations.NullMarked;
