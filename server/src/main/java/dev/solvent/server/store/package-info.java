/**
 * What the operator's program has to remember and no file of {@code data/} says: how far each epoch
 * is, what the log has signed, whose links were revoked, who may use the operator's API, and what
 * was alerted of.
 *
 * <pre>
 *   Store ─┬ lock         the log's own state: trusted, never restored from a backup
 *          ├ Epochs       one row an epoch: the step that it has reached
 *          ├ Revocations  the generation of each customer whose link was revoked
 *          ├ ApiTokens    by the hash of the token
 *          └ Alerts       what stands, and what webhooks have still to be told
 * </pre>
 *
 * <p>It is small and private. Balances stand in the trees, and what is public stands in {@code
 * public/}. Every method is one transaction: it is done for good or not at all. Any thread, and any
 * number of processes; which of two was first is decided here.
 */
@NullMarked
package dev.solvent.server.store;

import org.jspecify.annotations.NullMarked;
