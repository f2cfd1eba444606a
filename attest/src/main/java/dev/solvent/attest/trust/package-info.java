/**
 * Whose signatures count: the trust root of an issuer, how one root follows another, and which keys
 * may sign the statement of which log index ({@code docs/spec/trust-root.md}).
 *
 * <p>The reader pins a root; everything that comes later has to follow from it. What a reader
 * demands beyond that is the policy's ({@code attest.policy}).
 */
@NullMarked
package dev.solvent.attest.trust;

import org.jspecify.annotations.NullMarked;
