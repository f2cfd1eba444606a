/**
 * An exchange as its settings describe it, opened, and the commands that take it through its
 * epochs.
 *
 * <pre>
 *   solvent.yaml ─► Configuration ─► OpenExchange ─┬► Office      for the publisher
 *                                     └ OpenKeys   ├► DataFolder
 *                                                  └► Store
 *   snapshot ⊂ attest ⊂ publish: how far an epoch is taken
 * </pre>
 */
@NullMarked
package dev.solvent.server.operate;

import org.jspecify.annotations.NullMarked;
