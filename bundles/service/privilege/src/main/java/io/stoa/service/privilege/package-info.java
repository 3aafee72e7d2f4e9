/** Components that may act for accounts, as far as an administrator grants it (XEP-0356). */
@NullMarked
@Keeps(store = "privilege", version = 1)
@Xep(number = "0356", version = "0.4.1", note = "presence of contacts: from their next presence on")
package io.stoa.service.privilege;

import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
