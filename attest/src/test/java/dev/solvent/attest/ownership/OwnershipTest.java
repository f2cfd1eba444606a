package dev.solvent.attest.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.ownership.OwnershipOutcome.Reason;
import dev.solvent.attest.ownership.OwnershipOutcome.Refused;
import dev.solvent.attest.ownership.OwnershipOutcome.Signed;
import dev.solvent.attest.secp256k1.Signing;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OwnershipTest {
  private static void assertRefused(Reason reason, OwnershipProof proof, Expectation expected) {
    Refused refused = assertInstanceOf(Refused.class, Ownership.check(proof, expected));
    assertEquals(reason, refused.reason(), refused::detail);
  }

  private static Expectation expected() throws MalformedException {
    return OwnershipSamples.expectation(OwnershipSamples.evmAccount());
  }

  @Test
  void eip191_isSigned_withItsAge() throws MalformedException {
    OwnershipProof proof = OwnershipSamples.eip191();
    Signed signed = assertInstanceOf(Signed.class, Ownership.check(proof, expected()));
    assertEquals(List.of(OwnershipSamples.evmAccount().address()), signed.by());
    assertEquals(Duration.ofDays(32), signed.age());
    assertEquals(proof, OwnershipProof.parse(proof.toBytes()));
  }

  @Test
  void eip712_isSigned_andNotTheText() throws MalformedException {
    OwnershipChallenge challenge = OwnershipSamples.challenge(OwnershipSamples.evmAccount());
    byte[] signature =
        Signing.recoverable(OwnershipSamples.KEY, OwnershipTypedData.hash(challenge));
    signature[64] = (byte) (signature[64] + 27);
    String text = OwnershipSamples.hex(signature);
    assertInstanceOf(
        Signed.class,
        Ownership.check(
            OwnershipSamples.proof(challenge, OwnershipMethod.EIP712, text), expected()));
    assertRefused(
        Reason.NOT_SIGNED,
        OwnershipSamples.proof(challenge, OwnershipMethod.EIP191, text),
        expected());
  }

  @Test
  void threat12_aSignatureForAnotherIssuerLogOrAccount_isRefused() throws MalformedException {
    OwnershipProof proof = OwnershipSamples.eip191();
    Expectation e = expected();
    assertRefused(
        Reason.OTHER_ISSUER,
        proof,
        with(e, new Issuer("other.example"), e.logOrigin(), e.account(), e.checkpoints()));
    assertRefused(
        Reason.OTHER_LOG, proof, with(e, e.issuer(), "other/log", e.account(), e.checkpoints()));
    AccountRef other = AccountRef.of(ChainId.evm(10), e.account().evmAddress());
    assertRefused(
        Reason.OTHER_ACCOUNT, proof, with(e, e.issuer(), e.logOrigin(), other, e.checkpoints()));
    assertRefused(
        Reason.UNKNOWN_CHECKPOINT,
        proof,
        with(
            e,
            e.issuer(),
            e.logOrigin(),
            e.account(),
            Set.of(new CheckpointRef(7, OwnershipSamples.ROOT))));
  }

  private static Expectation with(
      Expectation e, Issuer issuer, String log, AccountRef account, Set<CheckpointRef> known) {
    return new Expectation(
        issuer, log, account, known, e.blocks(), e.now(), e.longestAge(), e.safes());
  }

  private static Expectation at(String now, Duration longest, Map<BlockRef, String> blocks)
      throws MalformedException {
    Expectation e = expected();
    Map<BlockRef, dev.solvent.attest.text.Timestamp> known = new java.util.HashMap<>();
    for (Map.Entry<BlockRef, String> block : blocks.entrySet()) {
      known.put(block.getKey(), OwnershipSamples.time(block.getValue()));
    }
    return new Expectation(
        e.issuer(),
        e.logOrigin(),
        e.account(),
        e.checkpoints(),
        known,
        OwnershipSamples.time(now),
        longest,
        e.safes());
  }

  @Test
  void threat12_anOldSignature_isRefused() throws MalformedException {
    OwnershipProof proof = OwnershipSamples.eip191();
    Map<BlockRef, String> blocks = Map.of(OwnershipSamples.BLOCK, OwnershipSamples.BLOCK_TIME);
    Duration year = Duration.ofDays(365);
    String now = OwnershipSamples.NOW;
    assertInstanceOf(Signed.class, Ownership.check(proof, at(now, Duration.ofDays(32), blocks)));
    assertRefused(Reason.TOO_OLD, proof, at(now, Duration.ofDays(32).minusSeconds(1), blocks));
    assertRefused(Reason.EXPIRED, proof, at(OwnershipSamples.EXPIRES, year, blocks));
    assertInstanceOf(
        Signed.class, Ownership.check(proof, at("2026-12-30T23:59:59Z", year, blocks)));
    assertRefused(Reason.UNKNOWN_BLOCK, proof, at(now, year, Map.of()));
    BlockRef other = new BlockRef(ChainId.evm(10), OwnershipSamples.BLOCK.hash());
    assertRefused(Reason.UNKNOWN_BLOCK, proof, at(now, year, Map.of(other, now)));
    assertRefused(Reason.NOT_YET, proof, at("2026-07-31T23:59:59Z", year, blocks));
  }

  @Test
  void threat12_aStrangersKey_isRefused() throws MalformedException {
    OwnershipChallenge challenge = OwnershipSamples.challenge(OwnershipSamples.evmAccount());
    String strangers = OwnershipSamples.personal(BigInteger.TEN, challenge);
    assertRefused(
        Reason.NOT_SIGNED,
        OwnershipSamples.proof(challenge, OwnershipMethod.EIP191, strangers),
        expected());
  }

  @Test
  void everyFlippedByteOfAProof_isRefused() throws MalformedException {
    byte[] bytes = OwnershipSamples.eip191().toBytes();
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      boolean refused;
      try {
        refused = Ownership.check(OwnershipProof.parse(changed), expected()) instanceof Refused;
      } catch (MalformedException e) {
        refused = true;
      }
      // v 0 and 1 may also be written 27 and 28; one bit does not lead from one to the other
      assertTrue(refused, "byte " + at);
    }
  }

  @Test
  void evmSignature_ofAnotherForm_isRefused() throws MalformedException {
    OwnershipChallenge challenge = OwnershipSamples.challenge(OwnershipSamples.evmAccount());
    String good = OwnershipSamples.personal(OwnershipSamples.KEY, challenge);
    String r = good.substring(2, 66);
    BigInteger s = new BigInteger(good.substring(66, 130), 16);
    BigInteger n = dev.solvent.attest.secp256k1.Secp256k1.ORDER;
    String highS = dev.solvent.attest.octets.Octets.of(Signing.bytes(n.subtract(s))).toString();
    String flipped = good.endsWith("00") ? "01" : "00";
    for (String bad :
        List.of(
            "0x" + r + highS + flipped,
            good.substring(0, 130) + "1d",
            good.substring(0, 130) + "02",
            good.substring(2),
            good.toUpperCase(java.util.Locale.ROOT),
            "0x" + "00".repeat(65),
            "")) {
      assertRefused(
          Reason.MALFORMED_SIGNATURE,
          OwnershipSamples.proof(challenge, OwnershipMethod.EIP191, bad),
          expected());
    }
  }

  @Test
  void form_refusesAMethodOfAnotherChain_andASafeWithoutItsProof() throws MalformedException {
    OwnershipChallenge challenge = OwnershipSamples.challenge(OwnershipSamples.evmAccount());
    for (OwnershipMethod method :
        List.of(OwnershipMethod.BIP137, OwnershipMethod.BIP322, OwnershipMethod.SAFE)) {
      assertThrows(
          IllegalArgumentException.class, () -> OwnershipSamples.proof(challenge, method, "x"));
    }
  }

  /** EIP-1271 asks a contract, which is not executed here. */
  @Test
  void aContractThatIsNoKnownSafe_isRefused() throws Exception {
    SafeTest.World world = SafeTest.World.of(2);
    Expectation e = world.expectation();
    Expectation none =
        new Expectation(
            e.issuer(),
            e.logOrigin(),
            e.account(),
            e.checkpoints(),
            e.blocks(),
            e.now(),
            e.longestAge(),
            SafeRule.NONE);
    assertRefused(Reason.SAFE_NOT_PROVEN, world.signedBy(0, 1), none);
  }

  @Test
  void typedData_isBoundToEveryField() throws MalformedException {
    OwnershipChallenge c = OwnershipSamples.challenge(OwnershipSamples.evmAccount());
    AccountRef elsewhere = AccountRef.of(ChainId.evm(10), c.account().evmAddress());
    BlockRef block = new BlockRef(ChainId.evm(1), Digests.sha256(new byte[] {3}));
    BlockRef chain = new BlockRef(ChainId.evm(2), c.block().hash());
    CheckpointRef size = new CheckpointRef(7, c.checkpoint().root());
    CheckpointRef root = new CheckpointRef(6, block.hash());
    List<OwnershipChallenge> all =
        List.of(
            c,
            challenge(
                new Issuer("b.example"), c.logOrigin(), c.account(), c.checkpoint(), c.block()),
            challenge(c.issuer(), "log", c.account(), c.checkpoint(), c.block()),
            challenge(c.issuer(), c.logOrigin(), elsewhere, c.checkpoint(), c.block()),
            challenge(c.issuer(), c.logOrigin(), c.account(), size, c.block()),
            challenge(c.issuer(), c.logOrigin(), c.account(), root, c.block()),
            challenge(c.issuer(), c.logOrigin(), c.account(), c.checkpoint(), block),
            challenge(c.issuer(), c.logOrigin(), c.account(), c.checkpoint(), chain));
    assertEquals(all.size(), all.stream().map(OwnershipTypedData::hash).distinct().count());
    assertEquals(all.size(), all.stream().map(OwnershipChallenge::text).distinct().count());
  }

  private static OwnershipChallenge challenge(
      Issuer issuer, String log, AccountRef account, CheckpointRef checkpoint, BlockRef block)
      throws MalformedException {
    return new OwnershipChallenge(
        issuer, log, account, checkpoint, block, OwnershipSamples.time(OwnershipSamples.EXPIRES));
  }

  /** EIP-712's own example: the hashes that its appendix Example.js asserts. */
  @Test
  void typedData_eip712Example_domainSeparator() {
    dev.solvent.merkle.Hash domain =
        dev.solvent.attest.evm.TypedData.struct(
                "EIP712Domain(string name,string version,uint256 chainId,"
                    + "address verifyingContract)")
            .text("Ether Mail")
            .text("1")
            .number(BigInteger.ONE)
            .number(new BigInteger("CcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC", 16))
            .hash();
    assertEquals(
        "f2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f", domain.toString());
  }
}
