/** Keeps the vCards of accounts and shows them to everybody. */
@NullMarked
@Xep(number = "0054", version = "1.3.0", note = "the server itself has no vCard")
package io.stoa.im.vcard;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
