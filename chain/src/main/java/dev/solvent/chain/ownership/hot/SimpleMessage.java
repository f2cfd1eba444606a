package dev.solvent.chain.ownership.hot;

import dev.solvent.attest.caip.BitcoinAddress;
import dev.solvent.attest.caip.BitcoinAddress.Kind;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.secp256k1.Secp256k1;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.Hash;
import java.nio.charset.StandardCharsets;

/**
 * BIP-322, the form simple, for an address of one key: the witness of a transaction that is never
 * sent. It spends the output of another such that holds the message.
 */
final class SimpleMessage {
  private static final String PREFIX = "smp";
  private static final byte[] NO_AMOUNT = new byte[8];

  /** No amount, and a script of OP_RETURN alone. */
  private static final byte[] OUTPUT =
      new Transaction().bytes(NO_AMOUNT).sized(new byte[] {0x6A}).toBytes();

  private static final byte[] SEQUENCE = new byte[4];
  private static final byte[] NO_RANDOMNESS = new byte[32];

  private final BitcoinAddress address;

  /** The output that is spent: a transaction, and the first place in it. */
  final byte[] outpoint;

  SimpleMessage(BitcoinAddress address, String message) {
    this.address = address;
    Hash spent = BitcoinHashes.twice(toSpend(address.script().toBytes(), message));
    outpoint = new Transaction().bytes(spent.toBytes()).number(0, 4).toBytes();
  }

  private static byte[] toSpend(byte[] script, String message) {
    byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
    byte[] hash = Secp256k1.tagged("BIP0322-signed-message", utf8).toBytes();
    byte[] input = new Transaction().number(0, 1).sized(hash).toBytes();
    return new Transaction()
        .number(0, 4)
        .number(1, 1)
        .bytes(new byte[32])
        .number(0xFFFFFFFFL, 4)
        .sized(input)
        .number(0, 4)
        .number(1, 1)
        .bytes(NO_AMOUNT)
        .sized(script)
        .number(0, 4)
        .toBytes();
  }

  String signedBy(HotKey key) {
    byte[] witness =
        address.kind() == Kind.P2TR
            ? witness(key.taproot().signSchnorr(taprootHash().toBytes(), NO_RANDOMNESS))
            : witness(key.sign(segwitHash()).inTransaction(), key.publicKey());
    return PREFIX + Base64Text.encode(witness);
  }

  private static byte[] witness(byte[]... items) {
    Transaction out = new Transaction().number(items.length, 1);
    for (byte[] item : items) {
      out.sized(item);
    }
    return out.toBytes();
  }

  /** BIP-143, for SIGHASH_ALL. */
  private Hash segwitHash() {
    Octets keyHash = address.program();
    byte[] script =
        new Transaction().number(0x14A976, 3).bytes(keyHash.toBytes()).number(0xAC88, 2).toBytes();
    return BitcoinHashes.twice(
        new Transaction()
            .number(0, 4)
            .bytes(
                BitcoinHashes.twice(outpoint).toBytes(),
                BitcoinHashes.twice(SEQUENCE).toBytes(),
                outpoint)
            .sized(script)
            .bytes(NO_AMOUNT, SEQUENCE, BitcoinHashes.twice(OUTPUT).toBytes())
            .number(0, 4)
            .number(1, 4)
            .toBytes());
  }

  /** BIP-341, key path, for SIGHASH_DEFAULT. */
  private Hash taprootHash() {
    byte[] scripts = new Transaction().sized(address.script().toBytes()).toBytes();
    byte[] message =
        new Transaction()
            .number(0, 2)
            .number(0, 4)
            .number(0, 4)
            .bytes(
                BitcoinHashes.sha256(outpoint),
                BitcoinHashes.sha256(NO_AMOUNT),
                BitcoinHashes.sha256(scripts),
                BitcoinHashes.sha256(SEQUENCE),
                BitcoinHashes.sha256(OUTPUT))
            .number(0, 1)
            .number(0, 4)
            .toBytes();
    return Secp256k1.tagged("TapSighash", message);
  }
}
