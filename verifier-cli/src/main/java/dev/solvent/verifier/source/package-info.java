/**
 * Where bytes come from: what the user named, as a publication and as one attestation of it.
 *
 * <pre>
 *   "7.bundle.json" ─► a file, with what lies beside it ─┐
 *   "public/"       ─► FolderSite ─┐                     ├─► Located: bundle and blobs
 *   "https://…"     ─► WebSite ────┴─► its pointer ──────┘
 * </pre>
 *
 * <p>It reads no more than it needs, with limits, and believes nothing: not the pointer, not a
 * length that a server states. The only sockets of this program but for those to nodes are here.
 */
@NullMarked
package dev.solvent.verifier.source;

import org.jspecify.annotations.NullMarked;
