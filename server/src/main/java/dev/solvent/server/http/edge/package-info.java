/**
 * What stands between a socket and a handler, for the public service and the operator's alike.
 *
 * <pre>
 *   socket ─► Gate ─────────────► Javalin ─► Route's handler
 *              ├ security headers     │          └ HttpProblem ─► problem details
 *              ├ ClientAddress        └ no such route, other method ─► problem details
 *              ├ Buckets: a client's share, everyone's share (429)
 *              ├ so many requests at a time (503)
 *              └ Deadlines: whoever is too slow is cut off
 *   every request that ends ─► AccessLog (one line of JSON), RequestMeters
 * </pre>
 *
 * <p>A log line has the route's template and never the path: what a stranger sends, a query, a body
 * or a header, is in no log. Nothing here knows what is served.
 */
@NullMarked
package dev.solvent.server.http.edge;

import org.jspecify.annotations.NullMarked;
