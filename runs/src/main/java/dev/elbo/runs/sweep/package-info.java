/**
 * Sweeps: many runs with different settings and seeds in one directory, and the tables and figures of their results.
 *
 * <pre>{@code
 * SweepSpec -> Sweep -> RunWorker (a run at a time) -> run directories
 * SweepDirectory -> SweepResults -> SweepTables, SweepFigures -> SweepReport -> results.md, runs.csv, report.html
 * }</pre>
 *
 * <p>Belongs: which runs are missing, which failed and why, statistics over seeds. Does not belong: how a sweep is written
 * ({@code config.sweep}), what one run does ({@code runs}), how processes are started (the program's part).
 */
@NullMarked
package dev.elbo.runs.sweep;

import org.jspecify.annotations.NullMarked;
