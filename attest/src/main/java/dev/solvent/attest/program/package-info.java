/**
 * What the operator's and the verifier's programs have in common and is no verification: how a
 * mistake is told, how long work shows that it goes on, how files and secrets are read and written.
 *
 * <p>Nothing here decides anything about an attestation.
 */
@NullMarked
package dev.solvent.attest.program;

import org.jspecify.annotations.NullMarked;
