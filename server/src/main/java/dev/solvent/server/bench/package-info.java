/**
 * {@code solvent bench}: measures against the floor, in ratios of one run.
 *
 * <pre>
 *   bench tree   TreeBench ─► bare SHA-256 loops (HashFloor) beside trees, proofs, {@code tree build}
 *   bench serve  ServeBench ─┬ ProofLoad    proofs beside constant bytes ┐
 *                            ├ MemoryWatch  minutes of full load         ┴► Wrk
 *                            └ Crowd        SlowClients, StreamClients
 *                BenchExchange ─► data folder ─► BenchService, a process of its own (ServiceProcess)
 * </pre>
 *
 * <p>Load goes to this machine alone, and every part of it ends by itself.
 */
@NullMarked
package dev.solvent.server.bench;

import org.jspecify.annotations.NullMarked;
