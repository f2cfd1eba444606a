/**
 * One file with all that a third party needs to judge an attestation again, offline.
 *
 * <pre>
 *   Located ─► Examination ─► Report ─┐
 *   account proof, receipt ───────────┴─► Evidence: names and bytes ─► StoredZip
 * </pre>
 *
 * <p>What goes in is what was judged, byte for byte: a pack of something FAILED is the reason that
 * there are packs.
 */
@NullMarked
package dev.solvent.verifier.pack;

import org.jspecify.annotations.NullMarked;
