/**
 * The audit kit of one epoch, {@code docs/spec/audit-kit.md}: opened, its book read by several
 * threads, its trees rebuilt.
 *
 * <pre>
 *   kit/ ─► KitFolder ─┬─► Rebuild ─► Rebuilt: trees in a work folder, or why there are none
 *                      └─► RowReading ─► rows, each with its account's key
 * </pre>
 *
 * <p>It compares nothing with what is attested.
 */
@NullMarked
package dev.solvent.verifier.audit.kit;

import org.jspecify.annotations.NullMarked;
