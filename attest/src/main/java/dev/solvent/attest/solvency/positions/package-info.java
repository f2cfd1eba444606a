/**
 * {@code positions.json}: the contracts and loans of an exchange, as it states them ({@code
 * docs/spec/positions.md}).
 *
 * <pre>
 *   Positions ─ ListedPosition      who with, and what stands behind it
 *                 └─ Contract       perpetual, future, option, loan; in integers
 * </pre>
 *
 * <p>What they are worth is the business of {@code attest.solvency.risk}. Whether there are such
 * contracts nothing here finds.
 */
@NullMarked
package dev.solvent.attest.solvency.positions;

import org.jspecify.annotations.NullMarked;
