/** What all gateways share: registration, addresses, rosters, presence, back-off (XEP-0100). */
@NullMarked
@Keeps(store = "gateway", version = 1)
@Keeps(store = "gatewaycontacts", version = 1)
@Xep(number = "0100", version = "1.0", note = "for accounts of this server; one-to-one text")
@Xep(number = "0050", version = "1.3.0", note = "at gateways: register, edit, unregister")
@Xep(number = "0077", version = "2.4", note = "at gateways; with and without a form")
@Xep(number = "0106", version = "1.1", note = "names of other networks as localparts")
@Xep(number = "0144", version = "1.1.1", note = "contacts of other networks are suggested")
@Xep(number = "0184", version = "1.4.0", note = "where a network tells of deliveries")
package io.stoa.service.gateway;

import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
