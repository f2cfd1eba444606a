/**
 * Whom the reader trusts: the roots that they pinned, and those that follow from them.
 *
 * <pre>
 *   a file, a root's address, a publication ─► RootSource ─► pin ────► Home
 *                                                            update ─► Home: n + 1 after n, no other
 *                                                            show ◄─── Home
 * </pre>
 *
 * <p>A root is taken at first because two channels, or a channel and a fingerprint, agree; later
 * because the root before signed it. Nothing else is ever taken.
 */
@NullMarked
package dev.solvent.verifier.trust;

import org.jspecify.annotations.NullMarked;
