package dev.solvent.chain.ownership.hot;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.secp256k1.EcdsaSignature;
import dev.solvent.attest.text.Base64Text;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** An ECDSA signature and which of four keys it gives, in the forms that wallets print. */
record RecoverableSignature(EcdsaSignature rs, int recoveryId) {
  private static final int SIGHASH_ALL = 1;

  /** Ethereum's: {@code 0x}, R, S, and V of 27 or 28. */
  String evm() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fixed(out);
    out.write(27 + recoveryId);
    return "0x" + Octets.of(out.toByteArray());
  }

  /** BIP-137's: a header that says the kind of address, R and S, in base64. */
  String message(int header) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(header + recoveryId);
    fixed(out);
    return Base64Text.encode(out.toByteArray());
  }

  /** As it stands in a transaction: DER, then SIGHASH_ALL. */
  byte[] inTransaction() {
    byte[] r = integer(rs.r());
    byte[] s = integer(rs.s());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x30);
    out.write(r.length + s.length);
    out.writeBytes(r);
    out.writeBytes(s);
    out.write(SIGHASH_ALL);
    return out.toByteArray();
  }

  private void fixed(ByteArrayOutputStream out) {
    out.writeBytes(HotKey.fixed(rs.r()));
    out.writeBytes(HotKey.fixed(rs.s()));
  }

  private static byte[] integer(BigInteger number) {
    byte[] value = number.toByteArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x02);
    out.write(value.length);
    out.writeBytes(value);
    return out.toByteArray();
  }
}
