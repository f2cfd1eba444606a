/**
 * Asking time authorities (RFC 3161) over HTTP.
 *
 * <pre>
 *   bytes ─► TimeClient ─► authority ─► TokenAnswer: Token, or why there is none
 * </pre>
 *
 * <p>What an answer is and what a token shows is {@code dev.solvent.attest.time}'s to say; nothing
 * leaves here as a token that the pinned roots do not vouch for.
 */
@NullMarked
package dev.solvent.server.time;

import org.jspecify.annotations.NullMarked;
