/**
 * {@code solvent revoke}: a customer's link that others have seen opens nothing from the next epoch
 * on.
 *
 * <pre>
 *   account ─► Revocations.revoke(account, next epoch) ─► what that means, in words
 * </pre>
 *
 * <p>Who was revoked, {@code server.store} remembers; whoever builds the next epoch's trees asks
 * it.
 */
@NullMarked
package dev.solvent.server.revoke;

import org.jspecify.annotations.NullMarked;
