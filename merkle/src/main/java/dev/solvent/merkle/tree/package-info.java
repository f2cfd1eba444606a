/**
 * Liability trees on disk: built from a book in bounded memory, opened to prove, verified node by
 * node. Format: {@code docs/spec/tree-files.md}.
 *
 * <pre>
 *   Book ─► Intake ─► Spill ─► LeafSorter ─► RangeFold ─► TreeWriter ─► folder
 *           keys,     by the   a range in    its nodes,    leaves,        │
 *           locators  locator's  order       seams joined  nodes,      TreeFolder ─► InclusionProof
 *                     first bits             by Seams      header      TreeVerifier ─► every node
 * </pre>
 *
 * Start at {@link dev.solvent.merkle.tree.TreeBuilder} and {@link
 * dev.solvent.merkle.tree.TreeFolder}. A folder under construction has a name of its own and gets
 * its real one when it is whole and on the disk; see {@link dev.solvent.merkle.tree.AtomicFolder}.
 *
 * <p>The files hold every customer's balance: they are private, and readable by their owner only.
 * This package writes no manifest and no signature.
 */
@NullMarked
package dev.solvent.merkle.tree;

import org.jspecify.annotations.NullMarked;
