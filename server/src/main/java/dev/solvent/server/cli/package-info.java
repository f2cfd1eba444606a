/**
 * What all commands share: how a mistake is told, how long work shows that it goes on, how options
 * and secret files are read.
 */
@NullMarked
package dev.solvent.server.cli;

import org.jspecify.annotations.NullMarked;
