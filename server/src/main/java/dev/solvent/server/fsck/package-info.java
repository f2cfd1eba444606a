/**
 * Everything on the disk derived again, and what is not as it was written named with the way back.
 *
 * <pre>
 *   solvent fsck: DiskCheck ─┬ LogFiles      data/log and public/log, against the database's lock
 *                            ├ PublicFiles   trust roots, envelopes, bundles, blobs, the pointer
 *                            ├ EpochFiles    each epoch's folder, against what was published of it
 *                            └ TreeFiles     every node of every tree that is kept
 *                     └─► Damage: which file, what is wrong, what to do
 *
 *   LogGlance: the log's edge alone, cheap enough for every minute
 * </pre>
 *
 * <p>It only reads: nothing is mended here, since whoever mends has to know what happened. What a
 * policy demands is the verifier's to say; here a file is as it was published, or it is damaged.
 */
@NullMarked
package dev.solvent.server.fsck;

import org.jspecify.annotations.NullMarked;
