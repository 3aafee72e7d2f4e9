/**
 * Configuration: files in, {@code ConfigurationAdmin} out. Nothing else knows where a value came
 * from.
 */
@NullMarked
package io.stoa.core.config;

import org.jspecify.annotations.NullMarked;
