/** For how long archives keep messages, and how what is too old is removed. */
@NullMarked
package io.stoa.im.mam.retention;

import org.jspecify.annotations.NullMarked;
