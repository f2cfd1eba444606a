/**
 * The liability tree of one asset: its values, its hashes, its check. Normative text: {@code
 * docs/spec/liability-tree.md}.
 *
 * <pre>
 *   master secret ─► customer key ─► account key ─► locator ─► leaf ─► node ─► … ─► (root, total)
 *                                                   AccountId, AssetTag  └ TreeHasher ┘  Commitment
 *
 *   InclusionProof + account key + attested commitment ─► InclusionCheck ─► Verdict
 * </pre>
 *
 * Start at {@link dev.solvent.merkle.InclusionCheck} to see what a proof must show, and at {@link
 * dev.solvent.merkle.TreeHasher} to see what is hashed.
 *
 * <p>Values are immutable and belong to any thread; what reuses its buffers ({@code TreeHasher},
 * {@code CustomerKeys}) belongs to one.
 *
 * <p>This package reads no file, opens no socket, takes no time and keeps no state. Books are read
 * in {@code merkle.book}, trees are built and opened in {@code merkle.tree}; both depend on this
 * package and never the other way round. It knows nothing of manifests, signatures or JSON.
 */
@NullMarked
package dev.solvent.merkle;

import org.jspecify.annotations.NullMarked;
