/**
 * What an exchange holds, block by block and holding by holding, with who else saw it: {@code
 * reserves}.
 *
 * <pre>
 *   Examination.examine ─► manifest ─► Survey (asks the reader's nodes)
 *                                                        │ OwnView
 *                  Examination.examine ◄────────────────┘
 *                          │ Examined
 *                          └─► ReservesPage (people), ReservesJson (programs)
 * </pre>
 *
 * <p>Nodes are asked only where a manifest that the pinned keys signed says to look. They add to
 * what the checks weigh; the verdict is the report's.
 */
@NullMarked
package dev.solvent.verifier.reserves;

import org.jspecify.annotations.NullMarked;
