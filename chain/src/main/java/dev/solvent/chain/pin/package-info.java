/**
 * The block at which a chain is read: final, and the same for several providers.
 *
 * <pre>
 *   Nodes of one chain ─ HeaderSource: final number, header ─► Pinning ─► PinOutcome
 *                                                                          ├ Pinned: a Pin, and who dissents
 *                                                                          └ NoQuorum: what each said
 * </pre>
 *
 * <p>Agreement is needed on the block's hash alone, and the hash is computed from the header's
 * bytes. Nothing is read here but headers.
 */
@NullMarked
package dev.solvent.chain.pin;

import org.jspecify.annotations.NullMarked;
