/**
 * The manual and the shell completion, written from the commands as they are declared, so that
 * neither can say what the program does not do.
 *
 * <pre>
 *   SolventVerify.commandLine() ─► ManPage ─► Roff ─► man1/solvent-verify-check.1, …
 *                    └─► picocli's AutoComplete ─► solvent-verify.bash
 * </pre>
 *
 * <p>{@link dev.solvent.verifier.manual.Manual} has a {@code main} of its own for the packaging,
 * and is no command of the program: nothing below uses this package.
 */
@NullMarked
package dev.solvent.verifier.manual;

import org.jspecify.annotations.NullMarked;
