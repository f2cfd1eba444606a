package dev.solvent.attest.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.ownership.OwnershipOutcome.Reason;
import dev.solvent.attest.ownership.OwnershipOutcome.Refused;
import dev.solvent.attest.ownership.OwnershipOutcome.Signed;
import dev.solvent.attest.secp256k1.Signing;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a Bitcoin wallet's signature comes to; the older form is one that BIP-322 reads as well. */
final class BitcoinOwnershipTest {
  private static final String CHAIN = "bip122:000000000019d6689c085ae165831e93:";

  /** Of the samples' key, compressed; the other has the same hash for a script's. */
  private static final String ADDRESS = "1Ac4gzRTQcMhgGtwRcbcFtNr49bXvrHwyn";

  private static final String SCRIPT_ADDRESS = "3BJ5cXutxWg5mSbNYiGCgWjnCftFSePWVR";

  private static OwnershipChallenge challenge(String address) throws MalformedException {
    return OwnershipSamples.challenge(AccountRef.parse(CHAIN + address));
  }

  private static Hash magicHash(String text) {
    byte[] magic = "Bitcoin Signed Message:\n".getBytes(StandardCharsets.US_ASCII);
    byte[] message = text.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes =
        ByteBuffer.allocate(4 + magic.length + message.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) magic.length).put(magic);
    bytes.put((byte) 0xFD).putShort((short) message.length).put(message);
    return Digests.sha256(Digests.sha256(bytes.array()).toBytes());
  }

  private static String signature(BigInteger key, String text) {
    byte[] rs = Signing.recoverable(key, magicHash(text));
    return Base64Text.encode(
        ByteBuffer.allocate(65).put((byte) (31 + rs[64])).put(rs, 0, 64).array());
  }

  private static OwnershipOutcome check(
      OwnershipChallenge challenge, OwnershipMethod method, String signature)
      throws MalformedException {
    return Ownership.check(
        OwnershipSamples.proof(challenge, method, signature),
        OwnershipSamples.expectation(challenge.account()));
  }

  private static void assertRefused(Reason reason, OwnershipOutcome outcome) {
    Refused refused = assertInstanceOf(Refused.class, outcome);
    assertEquals(reason, refused.reason(), refused::detail);
  }

  @ParameterizedTest
  @EnumSource(names = {"BIP137", "BIP322"})
  void theAddresssKey_signs_andNoOther(OwnershipMethod method) throws MalformedException {
    OwnershipChallenge challenge = challenge(ADDRESS);
    String good = signature(OwnershipSamples.KEY, challenge.text());
    Signed signed = assertInstanceOf(Signed.class, check(challenge, method, good));
    assertEquals(List.of(ADDRESS), signed.by());
    String strangers = signature(BigInteger.TEN, challenge.text());
    assertRefused(Reason.NOT_SIGNED, check(challenge, method, strangers));
    String ofAnother = signature(OwnershipSamples.KEY, challenge(SCRIPT_ADDRESS).text());
    assertRefused(Reason.NOT_SIGNED, check(challenge, method, ofAnother));
    assertRefused(Reason.MALFORMED_SIGNATURE, check(challenge, method, "AAAA"));
  }

  @Test
  void aKeysSignature_isNoneForAScript() throws MalformedException {
    OwnershipChallenge challenge = challenge(SCRIPT_ADDRESS);
    String signature = signature(OwnershipSamples.KEY, challenge.text());
    assertRefused(Reason.UNSUPPORTED, check(challenge, OwnershipMethod.BIP137, signature));
  }
}
