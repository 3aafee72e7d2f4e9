/** IRC networks, with the face of rooms. */
@NullMarked
@Keeps(store = "gatewayirc", version = 1)
@Xep(number = "0045", version = "1.35.3", note = "the face of IRC channels, as far as IRC has it")
@Xep(number = "0410", version = "1.1.0", note = "in IRC channels")
@Xep(number = "0050", version = "1.3.0", note = "at IRC networks: register, edit, unregister")
@Xep(number = "0077", version = "2.4", note = "at IRC networks; with and without a form")
@Xep(number = "0106", version = "1.1", note = "channels and nicknames as localparts")
package io.stoa.service.gatewayirc;

import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
