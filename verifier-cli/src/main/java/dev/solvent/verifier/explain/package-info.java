/**
 * What each check, verdict and assurance means, for whoever meets one.
 *
 * <pre>
 *   explanations.txt ─► Explanations ─► explain: the list, or one in full
 * </pre>
 *
 * <p>The words stand in one text file, so that another language is another file. Nothing here
 * decides anything.
 */
@NullMarked
package dev.solvent.verifier.explain;

import org.jspecify.annotations.NullMarked;
