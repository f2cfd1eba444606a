/**
 * Canonical JSON: one encoding for each value. Normative text: {@code docs/spec/canonical-json.md}.
 *
 * <pre>
 *   bytes ─► CanonicalJson.parse ─► JsonValue ─► Fields ─► a record that cannot be built wrong
 *   bytes ◄─ CanonicalJson.print ◄─ JsonValue ◄─ ObjectBuilder ◄─┘
 * </pre>
 *
 * Start at {@link dev.solvent.attest.json.Fields#read}, through which every format is read, and at
 * {@link dev.solvent.attest.json.CanonicalJson}, which says what is refused.
 *
 * <p>This package knows no format, reads no file and does not turn loose JSON into canonical JSON:
 * bytes that are not canonical are refused, never repaired.
 */
@NullMarked
package dev.solvent.attest.json;

import org.jspecify.annotations.NullMarked;
