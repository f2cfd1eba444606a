/**
 * What people see in a browser: the page's files, as the build bundled them into the program.
 *
 * <pre>
 *   /web/ on the class path ─► PageResources ─┬► WebFiles ────► /, /verify, /assets/…
 *   policy ───────────────────────────────────┴► PageCommand ─► a folder for a server of plain files
 * </pre>
 *
 * <p>A page runs only scripts of its own files, and may ask only the server that it came from.
 */
@NullMarked
package dev.solvent.server.http.page;

import org.jspecify.annotations.NullMarked;
