/**
 * {@code solvent reserves}: the operator's way to read reserves, and to have their accounts signed
 * for.
 *
 * <pre>
 *   solvent.yaml ─► Configuration ─┬─► read       reserves.json, blobs, reading.json
 *                                  ├─► status     who has to sign
 *   checkpoints ─► CheckpointFiles ┤─► challenge  what to sign
 *                                  ├─► sign, import   what was signed
 *   nodes ─► Desk ─────────────────┴─► token      how a token keeps its balances
 * </pre>
 *
 * <p>Reading and judging are {@code dev.solvent.chain}'s and {@code dev.solvent.attest}'s; here is
 * only what a person types, sees and has to do next.
 */
@NullMarked
package dev.solvent.server.reserves;

import org.jspecify.annotations.NullMarked;
