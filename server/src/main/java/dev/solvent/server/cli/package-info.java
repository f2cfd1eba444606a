/**
 * What all of this program's commands share: how they are called, how options are read, and how a
 * failure ends them. What other programs need too is in {@code attest.program}.
 */
@NullMarked
package dev.solvent.server.cli;

import org.jspecify.annotations.NullMarked;
