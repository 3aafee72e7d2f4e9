/** Says with one short string what the server can do (XEP-0115). */
@NullMarked
@Xep(
        number = "0115",
        version = "1.6.0",
        note = "the server's own capabilities (§6.3); presence is not optimized (§8.4)")
package io.stoa.info.caps;

import io.stoa.bus.Xep;

import org.jspecify.annotations.NullMarked;
