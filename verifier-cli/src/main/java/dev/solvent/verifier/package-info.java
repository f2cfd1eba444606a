/**
 * The program that an auditor or a customer runs: it reads files, hands their bytes, the reader's
 * policy and the time to the checks in {@code dev.solvent.attest}, and prints what they found.
 *
 * <p>It holds no check of its own and opens no socket unless asked to. It depends on attest, and so
 * on merkle, and must never see the server or a chain's client: whoever trusts this program reads
 * those two modules and nothing else.
 */
@NullMarked
package dev.solvent.verifier;

import org.jspecify.annotations.NullMarked;
