/**
 * All that an auditor needs of one attestation, in one file: the envelope, its proof from the log,
 * and every blob that it names ({@code docs/spec/bundle.md}).
 *
 * <p>A bundle says nothing by itself. Its parts are read here as to their form, and believed
 * nowhere.
 */
@NullMarked
package dev.solvent.attest.bundle;

import org.jspecify.annotations.NullMarked;
