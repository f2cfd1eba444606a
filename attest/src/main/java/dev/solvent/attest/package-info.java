/**
 * What an exchange attests, and every check of it. The packages, those below first:
 *
 * <pre>
 *   attest.json          canonical JSON: the one form in which every file is read and written
 *   attest.text          the values inside it that are text: times, base64
 *   attest.liabilities   liabilities manifest, account proof, and the check of one by the other
 * </pre>
 *
 * <p>Bytes, trust and time are arguments: nothing here reads a file, opens a socket or asks a
 * clock.
 */
@NullMarked
package dev.solvent.attest;

import org.jspecify.annotations.NullMarked;
