/**
 * One attestation, and what one customer holds in hand of it: {@code check} and {@code
 * attestation}.
 */
@NullMarked
package dev.solvent.verifier.check;

import org.jspecify.annotations.NullMarked;
