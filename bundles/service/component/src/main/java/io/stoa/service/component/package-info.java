/** External components: whoever knows the secret of a domain speaks for it (XEP-0114). */
@NullMarked
@Keeps(store = "component", version = 1)
@Xep(number = "0114", version = "1.6", note = "accept; the server does not connect")
package io.stoa.service.component;

import io.stoa.bus.Xep;
import io.stoa.storage.Keeps;

import org.jspecify.annotations.NullMarked;
