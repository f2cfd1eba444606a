/**
 * The operator's API, on a port of its own that only this machine reaches.
 *
 * <pre>
 *   request ─► Guard ──────────────► OperatorRoutes ─► Operations, which the publisher implements
 *               └ ApiTokens: the token's hash, its scopes, whether it was revoked
 * </pre>
 *
 * <p>An exchange's own programs use it: to see how publishing goes, to have an epoch published, and
 * to obtain a customer's link or receipt. It holds no key.
 */
@NullMarked
package dev.solvent.server.http.operator;

import org.jspecify.annotations.NullMarked;
