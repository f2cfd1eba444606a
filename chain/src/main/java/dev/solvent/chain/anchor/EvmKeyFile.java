package dev.solvent.chain.anchor;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.attest.keys.PrivateFile;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.secp256k1.EcdsaSignature;
import dev.solvent.attest.secp256k1.Secp256k1;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/**
 * A key in a file: 64 lower-case hex digits, and a line feed where one is. Unencrypted, so for
 * tests, and for accounts that hold no more than the next fees; a file that others than its owner
 * may read is refused. Its secret does not print. Any thread.
 */
public final class EvmKeyFile implements EvmSigner {
  private static final int DIGITS = 64;

  /** Room for the slips that are told in words of their own, such as 0x before it. */
  private static final int MOST = 80;

  private final ECKeyPair key;
  private final EvmAddress address;

  private EvmKeyFile(ECKeyPair key) {
    this.key = key;
    BigInteger number = new BigInteger(Keys.getAddress(key), 16);
    address = new EvmAddress(Octets.of(Words.padded(number, EvmAddress.BYTES)));
  }

  public static EvmKeyFile read(Path file) throws IOException, MalformedException {
    return parse(new String(PrivateFile.read(file, MOST), StandardCharsets.US_ASCII));
  }

  static EvmKeyFile parse(String text) throws MalformedException {
    String digits = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    if (digits.length() != DIGITS) {
      throw new MalformedException(
          "key file of "
              + text.length()
              + " characters or more, want 64 hex digits and a line feed");
    }
    BigInteger secret = new BigInteger(1, Octets.parseHex(digits).toBytes());
    if (secret.signum() == 0 || secret.compareTo(Secp256k1.ORDER) >= 0) {
      throw new MalformedException("key out of range, want 0 < key < n");
    }
    return new EvmKeyFile(ECKeyPair.create(secret));
  }

  @Override
  public EvmAddress address() {
    return address;
  }

  /** By RFC 6979, so without a random number that could be a bad one. */
  @Override
  public EvmSignature sign(Hash hash) {
    Sign.SignatureData made = Sign.signMessage(hash.toBytes(), key, false);
    byte[] rs = Arrays.copyOf(made.getR(), 64);
    System.arraycopy(made.getS(), 0, rs, 32, 32);
    try {
      return new EvmSignature(EcdsaSignature.parseFixed(rs), made.getV()[0] - 27);
    } catch (MalformedException e) {
      throw new IllegalStateException("a signer makes signatures in range", e);
    }
  }

  /** The address alone. */
  @Override
  public String toString() {
    return "key of " + address;
  }
}
