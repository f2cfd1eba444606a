/**
 * The operator's program {@code solvent}. Today it builds liability trees, proves from them and
 * checks proofs ({@code tree}), makes books to try it with ({@code book}), measures ({@code bench})
 * and shows the whole of it in one command ({@code demo}). Publisher, store, HTTP and the web page
 * will live in packages of their own beside these.
 *
 * <p>Commands parse what the user says, call the modules below and print; what is true of a tree or
 * a proof is decided there and not here.
 */
@NullMarked
package dev.solvent.server;

import org.jspecify.annotations.NullMarked;
