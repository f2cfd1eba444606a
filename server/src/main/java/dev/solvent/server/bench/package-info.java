/** {@code solvent bench}: measures against the floor, in ratios of one run. */
@NullMarked
package dev.solvent.server.bench;

import org.jspecify.annotations.NullMarked;
