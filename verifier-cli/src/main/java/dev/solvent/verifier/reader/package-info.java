/**
 * The reader's own side: whom they trust, what they demand, what they have seen, and one
 * verification under all of that.
 *
 * <pre>
 *   ReaderOptions ─► Home: pinned roots, policy.json, the last checkpoint seen of each log
 *        │
 *        └─► Examination.of(located) ─► Report ─► ReportPage
 * </pre>
 *
 * <p>Nothing here is taken from the file under check but the name of its issuer, by which the
 * pinned root is looked up.
 */
@NullMarked
package dev.solvent.verifier.reader;

import org.jspecify.annotations.NullMarked;
