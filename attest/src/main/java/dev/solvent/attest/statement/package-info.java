/**
 * What is signed every day: the in-toto statement that names the manifests by digest, and what they
 * belong to ({@code docs/spec/statement.md}).
 */
@NullMarked
package dev.solvent.attest.statement;

import org.jspecify.annotations.NullMarked;
