/**
 * The tokens of the operator's API: how one is made, kept, presented and taken back.
 *
 * <pre>
 *   NewToken ─┬ TokenText   solvent_…, shown once
 *             └ ApiToken    what is kept, by the SHA-256 of its bytes
 *   TokenCheck: what was presented, and for what ─► TokenOutcome
 *   TokenCommand ─ create, list, revoke
 * </pre>
 *
 * <p>A token is 32 random bytes, so its hash needs no salt and no slow function. What HTTP makes of
 * an outcome is not decided here.
 */
@NullMarked
package dev.solvent.server.token;

import org.jspecify.annotations.NullMarked;
