/** In-band registration: make an account, change its password, cancel it. */
@NullMarked
@Xep(number = "0077", version = "2.4", note = "no fields beyond name and password; no redirection")
package io.stoa.negotiation.ibr;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
