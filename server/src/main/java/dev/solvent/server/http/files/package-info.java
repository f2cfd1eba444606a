/**
 * The files of {@code public/}, as any static host would serve them.
 *
 * <pre>
 *   path ─► PublicPath ─┬► Document    whole, from memory where it never changes
 *                       └► LargeFile   blobs and what is large: ranges, straight from the disk
 * </pre>
 *
 * <p>Only what the layout names is looked for: there is no path to a folder, a hidden file or
 * anything that lies there by mistake.
 */
@NullMarked
package dev.solvent.server.http.files;

import org.jspecify.annotations.NullMarked;
