/** A witness's memory, in files. Entry point: {@link FileWitnessStore}. */
@NullMarked
package dev.solvent.attest.witness.store;

import org.jspecify.annotations.NullMarked;
