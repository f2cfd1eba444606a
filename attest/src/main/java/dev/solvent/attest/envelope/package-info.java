/**
 * Signed bytes: the DSSE envelope, what exactly is signed, and how many of whose keys did ({@code
 * docs/spec/envelope.md}).
 *
 * <p>The payload leaves only together with who signed it.
 */
@NullMarked
package dev.solvent.attest.envelope;

import org.jspecify.annotations.NullMarked;
