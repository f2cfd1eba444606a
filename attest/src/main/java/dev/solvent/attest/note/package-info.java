/**
 * Signed notes as C2SP signed-note defines them: a text, and under it one line for each signature.
 * Normative text: {@code docs/spec/log.md} section 2.
 *
 * <pre>
 *   bytes ─► Note ──verify(NoteKey…)──► NoteVerdict
 *            NoteSigner, Cosigner ──► SignatureLine ──► Note
 * </pre>
 *
 * Lines of keys that the reader does not name are kept, and never count. What the text says is the
 * business of {@code attest.log}; this package asks no clock: a time is an argument.
 */
@NullMarked
package dev.solvent.attest.note;

import org.jspecify.annotations.NullMarked;
