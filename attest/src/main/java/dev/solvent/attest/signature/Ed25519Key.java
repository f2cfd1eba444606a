package dev.solvent.attest.signature;

import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 key (RFC 8032) that is canonical and of prime order: for such keys cofactored and
 * cofactorless verifiers agree. Signatures are verified by the JDK, whose rule is the cofactorless
 * one with S below the order and R canonical.
 */
public final class Ed25519Key implements VerifyingKey {
  /** Of the key without its DER. */
  public static final int BYTES = 32;

  public static final int SIGNATURE_BYTES = 64;

  /** SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING of 33 bytes, none unused }. */
  private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final byte[] raw;
  private final PublicKey key;
  private final Hash id;

  private Ed25519Key(byte[] raw, PublicKey key) {
    this.raw = raw;
    this.key = key;
    id = Digests.sha256(spki());
  }

  /** Reads the 32 bytes of RFC 8032. */
  public static Ed25519Key ofRaw(byte[] raw) throws MalformedException {
    if (raw.length != BYTES) {
      throw new MalformedException("Ed25519 key of " + raw.length + " bytes, want " + BYTES);
    }
    if (!Ed25519.validatePublicKeyFull(raw, 0)) {
      throw new MalformedException(
          "Ed25519 key " + HexFormat.of().formatHex(raw) + ", want a canonical one of prime order");
    }
    byte[] copy = raw.clone();
    try {
      return new Ed25519Key(copy, Platform.publicKey("Ed25519", withPrefix(copy)));
    } catch (InvalidKeySpecException e) {
      throw new MalformedException("Ed25519 key that this platform refuses, want a usable one", e);
    }
  }

  static boolean isSpki(byte[] der) {
    return der.length == SPKI_PREFIX.length + BYTES
        && Arrays.equals(der, 0, SPKI_PREFIX.length, SPKI_PREFIX, 0, SPKI_PREFIX.length);
  }

  static Ed25519Key ofSpki(byte[] der) throws MalformedException {
    return ofRaw(Arrays.copyOfRange(der, SPKI_PREFIX.length, der.length));
  }

  private static byte[] withPrefix(byte[] raw) {
    byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + BYTES);
    System.arraycopy(raw, 0, spki, SPKI_PREFIX.length, BYTES);
    return spki;
  }

  /** The 32 bytes of RFC 8032, as a note's key carries them. */
  public byte[] raw() {
    return raw.clone();
  }

  @Override
  public byte[] spki() {
    return withPrefix(raw);
  }

  @Override
  public Hash id() {
    return id;
  }

  @Override
  public boolean verify(byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    return Platform.verify("Ed25519", key, message, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ed25519Key that && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return "Ed25519 " + id;
  }
}
