/**
 * Server-sent events of what has become public.
 *
 * <pre>
 *   Publications ─► EventStream ─► a Subscriber each ─► text/event-stream
 * </pre>
 *
 * <p>No event waits for a client. Each client is a place in the row of epochs, and its own thread
 * writes what comes after that place, read from the public files; so a slow client costs no memory,
 * and one that does not read is cut off.
 */
@NullMarked
package dev.solvent.server.http.stream;

import org.jspecify.annotations.NullMarked;
