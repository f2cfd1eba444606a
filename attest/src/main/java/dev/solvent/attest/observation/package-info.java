/**
 * What others than the issuer signed about reserves: observers about blocks and holdings,
 * custodians about what they keep ({@code docs/spec/observation.md}). Whose word counts is the
 * policy's to say.
 */
@NullMarked
package dev.solvent.attest.observation;

import org.jspecify.annotations.NullMarked;
