/**
 * RFC 3161 time tokens: what is asked, what an answer is, and what a token shows. Normative text:
 * {@code docs/spec/time.md}.
 *
 * <pre>
 *   envelope ─► TimeRequest ─► (an authority) ─► TimeResponse ─► TimeToken, kept in the bundle
 *   TimeToken + hash + pinned roots ─► TimeOutcome
 * </pre>
 *
 * <p>This package asks no authority and no revocation service, and has no clock and no randomness:
 * bytes, roots and nonce are arguments, and a token is judged at the moment that it states. Its
 * values are immutable.
 */
@NullMarked
package dev.solvent.attest.time;

import org.jspecify.annotations.NullMarked;
