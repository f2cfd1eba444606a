/**
 * Holdings that no chain is asked about: what a custodian signed, and what the exchange merely
 * claims.
 *
 * <pre>
 *   CustodianStatements.sign ─► envelope (a file of the custodian's)
 *   envelope, HoldingRef ─► CustodyReader ─► CustodyOutcome
 *                                              ├ Attested: a StatedHolding, by whom, how old
 *                                              └ Refused: why, before anything is published
 *   HoldingRef, units ─► CustodyReader.claimed ─► StatedHolding
 * </pre>
 *
 * <p>A reader will hold the same envelope against its own policy's custodians; a pass here is no
 * more than the operator's own look.
 */
@NullMarked
package dev.solvent.chain.custody;

import org.jspecify.annotations.NullMarked;
