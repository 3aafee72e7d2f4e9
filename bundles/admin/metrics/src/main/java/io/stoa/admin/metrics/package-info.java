/** Figures for Prometheus and its like, in the text format of OpenMetrics 1.0. */
@NullMarked
package io.stoa.admin.metrics;

import org.jspecify.annotations.NullMarked;
