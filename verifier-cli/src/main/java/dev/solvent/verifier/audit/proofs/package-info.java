/**
 * What single customers were shown, beside the kit: proofs and receipts that they handed in, and
 * proofs of a sample of the kit's accounts.
 *
 * <pre>
 *   folder ─► HandedIn ─┐                        ┌─► proofs among those handed in
 *                       ├─► is it in the kit?    │
 *   kit ─► Sample ──────┴─► is it in the tree? ──┴─► ProofsApi, asked by locator
 * </pre>
 */
@NullMarked
package dev.solvent.verifier.audit.proofs;

import org.jspecify.annotations.NullMarked;
