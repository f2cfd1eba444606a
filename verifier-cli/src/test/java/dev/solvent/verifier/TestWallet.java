package dev.solvent.verifier;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.PersonalMessage;
import dev.solvent.attest.octets.Octets;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;

/** A wallet of an EVM chain whose private key is a small number. */
public record TestWallet(BigInteger secret) {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

  public static TestWallet of(long secret) {
    return new TestWallet(BigInteger.valueOf(secret));
  }

  public AccountRef account() {
    byte[] point = CURVE.getG().multiply(secret).normalize().getEncoded(false);
    byte[] hash = Keccak256.hash(Arrays.copyOfRange(point, 1, 65)).toBytes();
    return AccountRef.of(
        ChainId.evm(1), new EvmAddress(Octets.of(Arrays.copyOfRange(hash, 12, 32))));
  }

  /** EIP-191 over the text, as wallets print it: S in the lower half, V as 27 or 28. */
  public String sign(String text) {
    byte[] hash = PersonalMessage.hash(text).toBytes();
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(secret, new ECDomainParameters(CURVE)));
    BigInteger[] rs = signer.generateSignature(hash);
    BigInteger n = CURVE.getN();
    BigInteger s = rs[1].min(n.subtract(rs[1]));
    // The nonce's point is (hash + r * secret) / s times G, for the S that is kept.
    BigInteger nonce =
        new BigInteger(1, hash).add(rs[0].multiply(secret)).multiply(s.modInverse(n)).mod(n);
    boolean odd = CURVE.getG().multiply(nonce).normalize().getAffineYCoord().testBitZero();
    byte[] signature = new byte[65];
    System.arraycopy(BigIntegers.asUnsignedByteArray(32, rs[0]), 0, signature, 0, 32);
    System.arraycopy(BigIntegers.asUnsignedByteArray(32, s), 0, signature, 32, 32);
    signature[64] = (byte) (odd ? 28 : 27);
    return "0x" + Octets.of(signature);
  }
}
