/** Says hello. */
@NullMarked
package org.example.hello;

import org.jspecify.annotations.NullMarked;
