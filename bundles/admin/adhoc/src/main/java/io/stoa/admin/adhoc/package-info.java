/** Administrative commands over XMPP, for administrators. */
@NullMarked
@Xep(
        number = "0050",
        version = "1.3.0",
        note =
                "texts are in English whatever xml:lang asks for; command lists are not pushed"
                        + " (§2.3)")
@Xep(
        number = "0133",
        version = "1.3.1",
        note =
                "accounts, passwords, sessions, rosters, last log-ins, numbers and lists of users,"
                        + " announcements and administrators; what is not supported is not"
                        + " listed")
package io.stoa.admin.adhoc;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
