/**
 * From the list of an exchange's reserves to the manifest, with a file of evidence for each figure.
 *
 * <pre>
 *   ReserveList, Policy, a ChainReader each chain, OwnershipFolder
 *     └─ ReservesReader: pin ─► read ─► whose is it ─► pin again ─► ReservesOutcome
 *                                 │                                   ├ Complete: ReservesManifest, ReadingNotes
 *                                 └─► BlobFolder: evidence by digest  └ Refused: why
 * </pre>
 *
 * <p>There is no partial manifest: what cannot be read ends the reading. Nothing is signed or
 * published here.
 */
@NullMarked
package dev.solvent.chain.reserves;

import org.jspecify.annotations.NullMarked;
