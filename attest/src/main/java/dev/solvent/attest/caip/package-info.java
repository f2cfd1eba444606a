/**
 * Names of chains, accounts, assets and blocks that mean the same to everybody: CAIP-2, CAIP-10 and
 * CAIP-19, each value with one spelling. Normative text: {@code docs/spec/identifiers.md}.
 *
 * <pre>
 *   eip155:1                 ChainId        eip155:1:0x52…   AccountRef ─► Decoded (20 bytes, a script)
 *   eip155:1/slip44:60       AssetRef       eip155:1 0x9f…   BlockRef
 * </pre>
 *
 * <p>Two namespaces are known, {@code eip155} and {@code bip122}, the latter by a row for each
 * chain ({@link dev.solvent.attest.caip.BitcoinChain}); what is not known is refused, since an
 * address that nobody decoded cannot be compared. This package says nothing of what an account
 * holds.
 */
@NullMarked
package dev.solvent.attest.caip;

import org.jspecify.annotations.NullMarked;
