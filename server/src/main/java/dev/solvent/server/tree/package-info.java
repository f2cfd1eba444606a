/**
 * {@code solvent tree}: the folder of one epoch's trees with its manifest, and the commands on it.
 */
@NullMarked
package dev.solvent.server.tree;

import org.jspecify.annotations.NullMarked;
