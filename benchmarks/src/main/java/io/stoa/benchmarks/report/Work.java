package io.stoa.benchmarks.report;

/**
 * A kind of work, as it stands in the results.
 *
 * @param id the name on the command line
 * @param title the name in tables and pictures
 */
public record Work(String id, String title) {}
