/** {@code solvent keys}: makes key files, and shows what others have to know of them. */
@NullMarked
package dev.solvent.server.keys;

import org.jspecify.annotations.NullMarked;
