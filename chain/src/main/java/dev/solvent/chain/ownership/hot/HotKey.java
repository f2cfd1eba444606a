package dev.solvent.chain.ownership.hot;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.secp256k1.EcdsaSignature;
import dev.solvent.attest.secp256k1.Secp256k1;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * A private key of secp256k1 that stood in a file. Its number leaves through no method, and it has
 * no text. Immutable: any thread.
 */
public final class HotKey {
  private static final ECDomainParameters DOMAIN =
      new ECDomainParameters(CustomNamedCurves.getByName("secp256k1"));
  private static final int BYTES = 32;

  private final BigInteger number;
  private final ECPoint point;

  private HotKey(BigInteger number) {
    this.number = number;
    this.point = new FixedPointCombMultiplier().multiply(DOMAIN.getG(), number).normalize();
  }

  /** Reads 64 lower-case hex digits. The message never repeats them. */
  static HotKey parse(String hex) throws MalformedException {
    if (hex.length() != 2 * BYTES) {
      throw new MalformedException(
          hex.length() + " characters, want a key of 64 lower-case hex digits");
    }
    BigInteger number = new BigInteger(1, Octets.parseHex(hex).toBytes());
    if (number.signum() == 0 || number.compareTo(Secp256k1.ORDER) >= 0) {
      throw new MalformedException("a number out of range, want a key from 1 to the order less 1");
    }
    return new HotKey(number);
  }

  /** 33 bytes that begin with 2 or 3. */
  byte[] publicKey() {
    return point.getEncoded(true);
  }

  EvmAddress evmAddress() {
    byte[] coordinates = Arrays.copyOfRange(point.getEncoded(false), 1, 65);
    byte[] hash = Keccak256.hash(coordinates).toBytes();
    return new EvmAddress(Octets.of(Arrays.copyOfRange(hash, 12, 32)));
  }

  /** ECDSA with the nonce of RFC 6979, S in the lower half. */
  RecoverableSignature sign(Hash signed) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(number, DOMAIN));
    BigInteger[] rs = signer.generateSignature(signed.toBytes());
    BigInteger low = rs[1].min(Secp256k1.ORDER.subtract(rs[1]));
    EcdsaSignature signature = new EcdsaSignature(rs[0], low);
    byte[] own = point.getEncoded(false);
    for (int id = 0; id < 4; id++) {
      boolean found =
          Secp256k1.recover(signed, signature, id)
              .filter(key -> Arrays.equals(key, own))
              .isPresent();
      if (found) {
        return new RecoverableSignature(signature, id);
      }
    }
    throw new IllegalStateException("a signature from which its own key does not follow");
  }

  /** The key's x coordinate, by which BIP-340 names it. */
  byte[] xOnly() {
    return point.getAffineXCoord().getEncoded();
  }

  /** BIP-86: the key of an output that has no script path. */
  HotKey taproot() {
    byte[] tweak = Secp256k1.tagged("TapTweak", xOnly()).toBytes();
    return new HotKey(even().add(new BigInteger(1, tweak)).mod(Secp256k1.ORDER));
  }

  /** BIP-340, "Default Signing". */
  byte[] signSchnorr(byte[] message, byte[] auxiliary) {
    byte[] mask = Secp256k1.tagged("BIP0340/aux", auxiliary).toBytes();
    byte[] masked = fixed(even().xor(new BigInteger(1, mask)));
    byte[] x = xOnly();
    HotKey nonce = new HotKey(modOrder(Secp256k1.tagged("BIP0340/nonce", masked, x, message)));
    byte[] r = nonce.xOnly();
    BigInteger challenge = modOrder(Secp256k1.tagged("BIP0340/challenge", r, x, message));
    BigInteger s = nonce.even().add(challenge.multiply(even())).mod(Secp256k1.ORDER);
    byte[] signature = Arrays.copyOf(r, 2 * BYTES);
    System.arraycopy(fixed(s), 0, signature, BYTES, BYTES);
    return signature;
  }

  /** This number, or its opposite: that of the two whose point has an even y. */
  private BigInteger even() {
    return point.getAffineYCoord().testBitZero() ? Secp256k1.ORDER.subtract(number) : number;
  }

  private static BigInteger modOrder(Hash hash) {
    return new BigInteger(1, hash.toBytes()).mod(Secp256k1.ORDER);
  }

  /** 32 bytes. */
  static byte[] fixed(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] out = new byte[BYTES];
    int length = Math.min(bytes.length, BYTES);
    System.arraycopy(bytes, bytes.length - length, out, BYTES - length, length);
    return out;
  }

  @Override
  public String toString() {
    return "a private key";
  }
}
