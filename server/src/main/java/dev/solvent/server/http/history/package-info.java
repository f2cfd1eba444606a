/**
 * What every published epoch came to, as the operator's own verification judges its bundle.
 *
 * <pre>
 *   Publications ─► PublishedHistory ─► History ─► HistoryRoutes ─► JSON, for the page's charts
 * </pre>
 *
 * <p>It is a convenience. A reader who wants to know verifies the bundle: nothing here is signed.
 */
@NullMarked
package dev.solvent.server.http.history;

import org.jspecify.annotations.NullMarked;
