/**
 * The folder of what is public, and the newest epoch of it.
 *
 * <pre>
 *   data/public/ ─► PublicFolder   opens a file by its place, follows no link
 *        │
 *        └ once a second ─► Publications ─► Publication: newest epoch, checkpoint, pointer
 *                              └ whoever waits for the next one
 * </pre>
 *
 * <p>An epoch is public when the pointer and its own bundle say so, and nobody here asks the
 * operator's database: any number of readers of a copied folder serve the same.
 */
@NullMarked
package dev.solvent.server.http.published;

import org.jspecify.annotations.NullMarked;
