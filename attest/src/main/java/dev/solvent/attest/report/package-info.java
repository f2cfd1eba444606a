/**
 * What a verification found: the numbered checks, what each one says, and the verdict that follows
 * ({@code docs/spec/report.md}).
 *
 * <p>The verdict is computed from the checks here and nowhere else, so that no program can be
 * milder than another.
 */
@NullMarked
package dev.solvent.attest.report;

import org.jspecify.annotations.NullMarked;
