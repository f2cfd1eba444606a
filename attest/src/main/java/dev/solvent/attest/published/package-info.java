/**
 * How what an exchange publishes is found and read: {@code docs/spec/published.md}.
 *
 * <pre>
 *   PublishedFiles ──► Pointer ──► by PublishedPath: PublishedRoots, the bundle and BesideBundle
 *                                  PublishedLog ──► NewestLog: the bundle as the log is now
 * </pre>
 *
 * <p>It knows paths and no place: files come through {@link
 * dev.solvent.attest.published.PublishedFiles}, from a folder or a web site. Nothing read here is
 * believed before {@code attest.verify} said so.
 */
@NullMarked
package dev.solvent.attest.published;

import org.jspecify.annotations.NullMarked;
