/** Keeps the vCards of accounts and shows them to everybody. */
@NullMarked
@Keeps(store = "vcard", version = 1)
@Xep(number = "0054", version = "1.3.0", note = "the server itself has no vCard")
package io.stoa.im.vcard;

import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
