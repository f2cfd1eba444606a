/**
 * Bytes as values and as something to read: {@link dev.solvent.attest.octets.Octets} and {@link
 * dev.solvent.attest.octets.OctetReader}. Every length is looked at before anything is copied.
 */
@NullMarked
package dev.solvent.attest.octets;

import org.jspecify.annotations.NullMarked;
