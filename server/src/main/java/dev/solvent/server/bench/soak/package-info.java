/**
 * A publisher that is killed, and whose surroundings fail, for as long as one likes: {@code solvent
 * bench soak}.
 *
 * <pre>
 *   SoakCommand ─► SoakRun     keeps a chain and its node, kills, and looks at what is public
 *                     │ SIGKILL
 *                     ▼
 *                  SoakChild   publishes without end, on a SoakExchange whose parts fail at random
 * </pre>
 *
 * <p>It has its own folder, keys and chain, and touches nothing else. It knows no more of a
 * publisher than anybody does: what it looks at is the public folder.
 */
@NullMarked
package dev.solvent.server.bench.soak;

import org.jspecify.annotations.NullMarked;
