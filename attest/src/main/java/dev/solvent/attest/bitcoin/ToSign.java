package dev.solvent.attest.bitcoin;

import dev.solvent.attest.octets.OctetReader;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.secp256k1.Secp256k1;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * BIP-322's second transaction: it spends an output of a first that holds the message and the
 * address's script, and neither is ever sent.
 */
record ToSign(
    long version,
    Hash spent,
    Octets inputScript,
    long sequence,
    long lockTime,
    List<Octets> witness) {
  private static final byte[] NO_AMOUNT = new byte[8];
  private static final byte[] RETURN = {0x6A};
  private static final byte[] ALL = {1};
  private static final int TAPROOT_DEFAULT = 0;

  /** The least that an input takes. */
  private static final int INPUT_BYTES = 41;

  /** The transaction that carries the message in one input, and the script in one output. */
  static Hash toSpend(Octets script, String message) {
    byte[] hash =
        Secp256k1.tagged("BIP0322-signed-message", message.getBytes(StandardCharsets.UTF_8))
            .toBytes();
    byte[] input = new Wire().number(0, 1).sized(hash).toBytes();
    return Hashes.twice(
        new Wire()
            .number(0, 4)
            .length(1)
            .bytes(new byte[32])
            .number(0xFFFFFFFFL, 4)
            .sized(input)
            .number(0, 4)
            .length(1)
            .bytes(NO_AMOUNT)
            .sized(script.toBytes())
            .number(0, 4)
            .toBytes());
  }

  /** The form "simple" has the witness alone; the rest is fixed. */
  static ToSign simple(Hash spent, byte[] bytes) throws MalformedException {
    OctetReader in = new OctetReader(bytes);
    List<Octets> witness = Wire.readWitness(in);
    in.end();
    return new ToSign(0, spent, Octets.EMPTY, 0, 0, witness);
  }

  /** The form "full" has the whole transaction, with this one input and the one empty output. */
  static ToSign full(byte[] bytes) throws MalformedException, Refusal {
    OctetReader in = new OctetReader(bytes);
    long version = in.little(4);
    int inputs = in.u8();
    boolean segwit = inputs == 0;
    if (segwit) {
      if (in.u8() != 1) {
        throw new MalformedException("a transaction with another flag, want 1");
      }
      inputs = in.u8();
    }
    if (inputs == 0 || inputs * INPUT_BYTES > in.left()) {
      throw new MalformedException(inputs + " inputs in " + in.left() + " bytes, want one");
    }
    if (inputs != 1) {
      throw new Refusal(
          MessageOutcome.Reason.UNSUPPORTED_FORM, inputs + " inputs, want the one of the message");
    }
    Hash spent = Hash.of(in.take(32));
    long output = in.little(4);
    Octets inputScript = Octets.of(Wire.readSized(in));
    long sequence = in.little(4);
    byte[] outputs = new Wire().length(1).bytes(NO_AMOUNT).sized(RETURN).toBytes();
    if (output != 0 || !Arrays.equals(outputs, in.take(outputs.length))) {
      throw new MalformedException("another input or output, want output 0 spent to one OP_RETURN");
    }
    List<Octets> witness = segwit ? Wire.readWitness(in) : List.of();
    if (segwit && witness.isEmpty()) {
      throw new MalformedException("a witness marker without a witness, want none");
    }
    long lockTime = in.little(4);
    in.end();
    if (version != 0 && version != 2) {
      throw new MalformedException("a transaction of version " + version + ", want 0 or 2");
    }
    return new ToSign(version, spent, inputScript, sequence, lockTime, witness);
  }

  private byte[] prevout() {
    return new Wire().bytes(spent.toBytes()).number(0, 4).toBytes();
  }

  private static byte[] output() {
    return new Wire().bytes(NO_AMOUNT).sized(RETURN).toBytes();
  }

  /** What a key signs where there is no witness, for SIGHASH_ALL. */
  Hash legacyHash(byte[] script) {
    return Hashes.twice(unsigned(script).number(1, 4).toBytes());
  }

  /** The id of the transaction, which leaves the witness out. */
  Hash id() {
    return Hashes.twice(unsigned(inputScript.toBytes()).toBytes());
  }

  private Wire unsigned(byte[] script) {
    return new Wire()
        .number(version, 4)
        .length(1)
        .bytes(prevout())
        .sized(script)
        .number(sequence, 4)
        .length(1)
        .bytes(output())
        .number(lockTime, 4);
  }

  /** BIP-143, for SIGHASH_ALL. */
  Hash segwitHash(byte[] script) {
    byte[] sequenceBytes = new Wire().number(sequence, 4).toBytes();
    return Hashes.twice(
        new Wire()
            .number(version, 4)
            .bytes(Hashes.twice(prevout()).toBytes())
            .bytes(Hashes.twice(sequenceBytes).toBytes())
            .bytes(prevout())
            .sized(script)
            .bytes(NO_AMOUNT)
            .bytes(sequenceBytes)
            .bytes(Hashes.twice(output()).toBytes())
            .number(lockTime, 4)
            .number(1, 4)
            .toBytes());
  }

  /** BIP-341, key path, for SIGHASH_DEFAULT or SIGHASH_ALL. */
  Hash taprootHash(Octets script, boolean byDefault) {
    byte[] scripts = new Wire().sized(script.toBytes()).toBytes();
    byte[] sequenceBytes = new Wire().number(sequence, 4).toBytes();
    return Secp256k1.tagged(
        "TapSighash",
        new Wire()
            .number(0, 1)
            .bytes(byDefault ? new byte[] {TAPROOT_DEFAULT} : ALL)
            .number(version, 4)
            .number(lockTime, 4)
            .bytes(Digests.sha256(prevout()).toBytes())
            .bytes(Digests.sha256(NO_AMOUNT).toBytes())
            .bytes(Digests.sha256(scripts).toBytes())
            .bytes(Digests.sha256(sequenceBytes).toBytes())
            .bytes(Digests.sha256(output()).toBytes())
            .number(0, 1)
            .number(0, 4)
            .toBytes());
  }
}
