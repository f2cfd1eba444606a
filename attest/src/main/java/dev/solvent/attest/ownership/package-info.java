/**
 * Whether whoever holds an account's keys said that it backs this issuer, lately and for this log.
 * Normative text: {@code docs/spec/ownership.md}.
 *
 * <pre>
 *   OwnershipChallenge ─ signed by a wallet ─► OwnershipProof (a file)
 *   OwnershipProof, Expectation ─► Ownership.check ─► OwnershipOutcome
 * </pre>
 *
 * <p>A willing stranger can sign too: that shows only where issuers are compared. Contracts that
 * answer for themselves (EIP-1271) need execution, which is not done here. What is known of blocks
 * and of the log is an argument, as is the time.
 */
@NullMarked
package dev.solvent.attest.ownership;

import org.jspecify.annotations.NullMarked;
