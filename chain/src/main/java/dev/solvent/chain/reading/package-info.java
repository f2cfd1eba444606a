/**
 * What it means to read a chain, whatever kind of chain it is.
 *
 * <pre>
 *   ChainReader: pinning ─► Pinned ─► read: HoldingRefs ─► a Reading each, or UnreadableException
 *                                                           ├ Proven: units, and the file that proves them
 *                                                           └ Seen: units, and why they are not proven
 * </pre>
 */
@NullMarked
package dev.solvent.chain.reading;

import org.jspecify.annotations.NullMarked;
