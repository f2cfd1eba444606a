/**
 * The one entry point of verification: a bundle, what a customer claims, and what the reader
 * trusts, demands and has seen, to a report ({@code docs/spec/report.md}).
 *
 * <p>Each class makes the checks of one group, in their order. What one check needs of an earlier
 * one it is handed; where that failed it is not run, and says so.
 */
@NullMarked
package dev.solvent.attest.verify;

import org.jspecify.annotations.NullMarked;
