/**
 * What is owed, as published and as one customer checks it. Normative texts: {@code
 * docs/spec/liabilities-manifest.md} and {@code docs/spec/account-proof.md}.
 *
 * <pre>
 *   liabilities.json ─► LiabilitiesManifest ─┐
 *   alice.json       ─► AccountProof ────────┼─► LiabilitiesInclusion ─► InclusionOutcome
 *   --expect BTC=0.42 ─► ExpectedBalance ────┘
 * </pre>
 *
 * Start at {@link dev.solvent.attest.liabilities.LiabilitiesInclusion}.
 *
 * <p>This package takes the manifest on trust: that its bytes are the attested ones is for the
 * caller to establish. It builds no tree, signs nothing, reads no file and asks no clock.
 */
@NullMarked
package dev.solvent.attest.liabilities;

import org.jspecify.annotations.NullMarked;
