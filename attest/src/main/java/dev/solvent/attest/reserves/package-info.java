/**
 * {@code reserves.json}: what an exchange says it holds, where, and what stands behind each figure
 * ({@code docs/spec/reserves-manifest.md}).
 *
 * <p>Only what is said. Whether it is so is established from the evidence, holding by holding, and
 * a level that is declared and not reached is a failure.
 */
@NullMarked
package dev.solvent.attest.reserves;

import org.jspecify.annotations.NullMarked;
