/**
 * {@code solvent status}: whether a person is needed, in one line, and then how it stands; and
 * {@code solvent report}: the solvency report as it was published.
 *
 * <pre>
 *   Situation and alerts ─► Standing: the line ─► StatusCommand: for people, or as JSON
 * </pre>
 *
 * <p>It reads only. What counts as an alert is {@code dev.solvent.server.alert}'s to say.
 */
@NullMarked
package dev.solvent.server.status;

import org.jspecify.annotations.NullMarked;
