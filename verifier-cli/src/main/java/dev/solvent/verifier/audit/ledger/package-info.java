/**
 * The kit's book beside another export of the same ledger, row by row, in flat memory.
 *
 * <pre>
 *   kit's rows  ─► Balances ─► Partitions ─┐  by a hash of the account
 *                                          ├─► Join: a partition at a time ─► differences ─► Names
 *   other rows  ─► Balances ─► Partitions ─┘                                                (ids, lines)
 * </pre>
 *
 * <p>Start at {@link dev.solvent.verifier.audit.ledger.LedgerComparison}.
 */
@NullMarked
package dev.solvent.verifier.audit.ledger;

import org.jspecify.annotations.NullMarked;
