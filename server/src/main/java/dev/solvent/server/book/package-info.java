/** {@code solvent book}: made-up books, the same on every machine, to try and to measure with. */
@NullMarked
package dev.solvent.server.book;

import org.jspecify.annotations.NullMarked;
