/**
 * RFC 3161 time tokens, judged without a clock: a token is held against a hash and pinned roots, at
 * the moment that it states. Normative text: {@code docs/spec/time.md}.
 *
 * <p>This package asks no authority and no revocation service; the bytes are arguments.
 */
@NullMarked
package dev.solvent.attest.time;

import org.jspecify.annotations.NullMarked;
