package dev.solvent.attest.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmSamples;
import dev.solvent.attest.evm.SafeProof;
import dev.solvent.attest.evm.StorageProof;
import dev.solvent.attest.evm.StorageSlots;
import dev.solvent.attest.ownership.OwnershipOutcome.Reason;
import dev.solvent.attest.ownership.OwnershipOutcome.Refused;
import dev.solvent.attest.ownership.OwnershipOutcome.Signed;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Safe's owners and threshold out of its storage, and the owners who signed. */
final class SafeTest {
  private static final BigInteger SINGLETON =
      new BigInteger(1, EvmSamples.SINGLETON.bytes().toBytes());

  /** A Safe of three owners, whose keys are 100, 101 and 102. */
  record World(SafeProof proof) {
    static BigInteger key(int owner) {
      return BigInteger.valueOf(100 + owner);
    }

    static World of(int threshold) throws Exception {
      return of(threshold, Map.of());
    }

    static World of(int threshold, Map<Hash, BigInteger> faults) throws Exception {
      List<EvmAddress> owners = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        owners.add(OwnershipSamples.signer(key(i)));
      }
      return new World(EvmSamples.safeProof(owners, threshold, faults));
    }

    OwnershipProof signedBy(int... owners) throws MalformedException {
      BigInteger[] keys = Arrays.stream(owners).mapToObj(World::key).toArray(BigInteger[]::new);
      return OwnershipSamples.safe(proof, keys);
    }

    Expectation expectation() throws MalformedException {
      return expectation("2026-09-01T00:00:00Z");
    }

    Expectation expectation(String blockTime) throws MalformedException {
      BlockRef block = new BlockRef(EvmSamples.CHAIN, proof.header().hash());
      return OwnershipSamples.expectation(
          OwnershipSamples.safeAccount(), Map.of(block, OwnershipSamples.time(blockTime)));
    }

    OwnershipOutcome check(int... owners) throws MalformedException {
      OwnershipProof signed = signedBy(owners);
      assertEquals(signed, OwnershipProof.parse(signed.toBytes()));
      return Ownership.check(signed, expectation());
    }
  }

  private static void assertRefused(Reason reason, OwnershipOutcome outcome) {
    Refused refused = assertInstanceOf(Refused.class, outcome);
    assertEquals(reason, refused.reason(), refused::detail);
  }

  @Test
  void asManyOwnersAsTheSafeWants_areEnough() throws Exception {
    Signed signed = assertInstanceOf(Signed.class, World.of(2).check(2, 0));
    assertEquals(2, signed.by().size());
    assertInstanceOf(Signed.class, World.of(2).check(0, 1, 2));
    assertInstanceOf(Signed.class, World.of(3).check(0, 1, 2));
    assertRefused(Reason.TOO_FEW_OWNERS, World.of(3).check(0, 2));
  }

  @Test
  void fewer_orOneTwice_orAStranger_areRefused() throws Exception {
    assertRefused(Reason.TOO_FEW_OWNERS, World.of(2).check(1));
    assertRefused(Reason.TOO_FEW_OWNERS, World.of(2).check(1, 1));
    assertRefused(Reason.NOT_SIGNED, World.of(2).check(1, 7));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, SafeProof.MAX_OWNERS})
  void aSafe_hasFromOneToSixtyFourOwners(int count) throws Exception {
    List<EvmAddress> owners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      owners.add(OwnershipSamples.signer(World.key(i)));
    }
    World world = new World(EvmSamples.safeProof(owners, 1, Map.of()));
    assertInstanceOf(Signed.class, world.check(count - 1));
  }

  @Test
  void aSafeOfNoOwners_orOfMore_isMalformed() throws Exception {
    World world = World.of(2);
    List<StorageProof> slots = world.proof.storage();
    List<StorageProof> many = Collections.nCopies(3 + SafeProof.MAX_OWNERS + 2, slots.get(0));
    for (List<StorageProof> other : List.of(slots.subList(0, 4), many)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new SafeProof(world.proof.header(), world.proof.accountNodes(), other));
    }
  }

  @Test
  void aBlockThatNobodyConfirms_isRefused() throws Exception {
    World world = World.of(2);
    assertRefused(
        Reason.UNKNOWN_BLOCK,
        Ownership.check(
            world.signedBy(0, 1), OwnershipSamples.expectation(OwnershipSamples.safeAccount())));
  }

  /** Who owned it then may have been removed since. */
  @Test
  void anOldBlock_isRefused_andALaterOneThanNow() throws Exception {
    World world = World.of(2);
    OwnershipProof signed = world.signedBy(0, 1);
    assertInstanceOf(
        Signed.class, Ownership.check(signed, world.expectation("2026-07-24T00:00:00Z")));
    assertRefused(
        Reason.TOO_OLD, Ownership.check(signed, world.expectation("2026-07-23T23:59:59Z")));
    assertRefused(
        Reason.NOT_YET, Ownership.check(signed, world.expectation("2026-09-02T00:00:01Z")));
  }

  @Test
  void storageThatIsNotASafes_isRefused() throws Exception {
    BigInteger two = BigInteger.TWO;
    List<Map<Hash, BigInteger>> faults =
        List.of(
            Map.of(StorageSlots.of(0), two),
            Map.of(StorageSlots.of(0), SINGLETON.add(BigInteger.ONE.shiftLeft(200))),
            Map.of(StorageSlots.of(3), two),
            Map.of(StorageSlots.of(4), BigInteger.ZERO),
            Map.of(StorageSlots.of(4), BigInteger.valueOf(4)),
            Map.of(ownersSlot("1"), BigInteger.ZERO),
            Map.of(ownersSlot("1"), BigInteger.ONE),
            Map.of(ownersSlot("1"), BigInteger.ONE.shiftLeft(200)),
            Map.of(ownersSlot(lastOwner()), two));
    for (Map<Hash, BigInteger> fault : faults) {
      assertRefused(Reason.SAFE_NOT_PROVEN, World.of(2, fault).check(0, 1));
    }
  }

  private static String lastOwner() throws MalformedException {
    return OwnershipSamples.signer(World.key(2)).toString().substring(2);
  }

  private static Hash ownersSlot(String hex) throws MalformedException {
    EvmAddress address = EvmAddress.parse("0x" + "0".repeat(40 - hex.length()) + hex);
    return StorageSlots.solidityMapping(StorageSlots.of(2), address);
  }

  /** Every trie node is hashed under the state root, and that under the known block. */
  @Test
  void everyChangedNode_isRefused() throws Exception {
    World world = World.of(2);
    byte[] bytes = world.signedBy(0, 1).toBytes();
    int step = 7;
    for (int at = 0; at < bytes.length; at += step) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      boolean refused;
      try {
        refused =
            Ownership.check(OwnershipProof.parse(changed), world.expectation()) instanceof Refused;
      } catch (MalformedException e) {
        refused = true;
      }
      assertTrue(refused, "byte " + at);
    }
  }
}
