/**
 * What all commands of the verifier share: how they print, how their options are read, and how a
 * failure ends them.
 *
 * <p>Exit codes: a verdict's own, or 2 for whatever kept a verdict from being reached. Nothing but
 * VERIFIED, or an answer that was asked for and has no verdict, ends with 0.
 */
@NullMarked
package dev.solvent.verifier.cli;

import org.jspecify.annotations.NullMarked;
