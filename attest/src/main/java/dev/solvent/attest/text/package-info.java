/**
 * Values that stand as text in every format: {@link dev.solvent.attest.text.Timestamp} and {@link
 * dev.solvent.attest.text.Base64Text}. Each has one spelling, and any other is refused.
 *
 * <p>This package asks no clock: a time is an argument.
 */
@NullMarked
package dev.solvent.attest.text;

import org.jspecify.annotations.NullMarked;
