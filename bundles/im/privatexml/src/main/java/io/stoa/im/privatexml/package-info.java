/** Keeps XML for an account that nobody else may see. */
@NullMarked
@Keeps(store = "privatexml", version = 1)
@Xep(number = "0049", version = "1.2")
package io.stoa.im.privatexml;

import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
