/**
 * What people see in a browser: the page's files out of the program, and until they are there a
 * plain one that says where everything is.
 *
 * <pre>
 *   /web/ on the class path ─► WebFiles ─► /verify, /assets/…
 *   Publications ────────────► FrontPage ─► /
 * </pre>
 *
 * <p>A page runs only scripts of its own files, and may ask only the server that it came from.
 */
@NullMarked
package dev.solvent.server.http.page;

import org.jspecify.annotations.NullMarked;
