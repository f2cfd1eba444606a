/**
 * How an exchange begins, and how its keys change: {@code solvent init} and {@code solvent trust}.
 *
 * <pre>
 *   init: NewExchange ─► a folder, absent or whole: solvent.yaml, policy, keys, database, log, trust root 1
 *   trust rotate: NextRoot ─► trust/2.root.json, signed by the root keys of both
 * </pre>
 */
@NullMarked
package dev.solvent.server.setup;

import org.jspecify.annotations.NullMarked;
