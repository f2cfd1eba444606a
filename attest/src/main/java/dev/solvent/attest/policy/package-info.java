/**
 * What a reader demands: the chains and assets it knows, whose word counts and how many of them,
 * and how old, far apart or short things may be ({@code docs/spec/policy.md}).
 *
 * <p>The policy is the reader's. What an issuer publishes may only make it stricter.
 */
@NullMarked
package dev.solvent.attest.policy;

import org.jspecify.annotations.NullMarked;
