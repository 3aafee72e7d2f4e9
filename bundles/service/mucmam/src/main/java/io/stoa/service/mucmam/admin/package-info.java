/** What administrators do with the archives of rooms. */
@NullMarked
package io.stoa.service.mucmam.admin;

import org.jspecify.annotations.NullMarked;
