/**
 * The log as its issuer writes it, on disk. Normative text: {@code docs/spec/log.md} section 9.
 *
 * <pre>
 *   entries ─► TransparencyLog ─┬─ LockStore       what was staged and signed: trusted, private
 *                               ├─ tiles           create-exclusive, never changed
 *                               └─ checkpoint      only with the issuer's floor of cosignatures
 *   Fsck: the tiles and the root once more, from the entries alone
 *   StoredLog: proofs out of the published files
 * </pre>
 *
 * <p>Trust: the lock store is believed, and must never be restored from a backup. The tiles are
 * not: what they give is held against what was signed. No clock and no socket: the time is an
 * argument, and witnesses stand behind {@link dev.solvent.attest.log.store.CosignatureSource}.
 */
@NullMarked
package dev.solvent.attest.log.store;

import org.jspecify.annotations.NullMarked;
