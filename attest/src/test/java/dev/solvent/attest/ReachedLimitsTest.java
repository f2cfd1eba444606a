package dev.solvent.attest;

import static dev.solvent.attest.evm.TokenRule.Layout.SOLIDITY;
import static java.math.BigInteger.ONE;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.bitcoin.UtxoEvidence;
import dev.solvent.attest.bundle.EarlierCheckpoint;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.SafeOwners;
import dev.solvent.attest.evm.StorageSlots;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.signature.TestSigner;
import dev.solvent.attest.statement.Replaces;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Hash;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a limit allows is allowed: every reader must draw the line at the same number. */
class ReachedLimitsTest {
  private static final Hash HASH = Hash.of(new byte[32]);
  private static final Set<EvmAddress> OWNERS = Set.of(address(1), address(2), address(3));

  /** A value whose size, length or number is between these two, both allowed. */
  record Limit(String name, long least, long most, LongFunction<Object> made) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Limit> limits() {
    return Stream.of(
        new Limit("root's version", 1, JsonInteger.MAX, n -> new RootName(HASH, n)),
        new Limit("reason", 1, 1_000, n -> new Replaces("r".repeat((int) n), HASH)),
        new Limit(
            "name", 1, 100, n -> new NamedKey("n".repeat((int) n), TestSigner.ed25519().key())),
        new Limit("size", 1, JsonInteger.MAX, n -> new EarlierCheckpoint(n, HASH, List.of())),
        new Limit("challenge's size", 1, JsonInteger.MAX, n -> new CheckpointRef(n, HASH)),
        new Limit("height", 0, JsonInteger.MAX, ReachedLimitsTest::outputsAt),
        new Limit(
            "slot's bits", 0, 256, n -> StorageSlots.of(ONE.shiftLeft((int) n).subtract(ONE))),
        new Limit("balance's bits", 1, 256, ReachedLimitsTest::ruleOf),
        new Limit("threshold", 1, 3, n -> new SafeOwners(OWNERS, (int) n)),
        new Limit("bytes", 1, Integer.MAX_VALUE, n -> new JsonLimits((int) n, 1, 1)),
        new Limit("depth", 0, 100, n -> new JsonLimits(1, (int) n, 1)),
        new Limit("values", 1, Integer.MAX_VALUE, n -> new JsonLimits(1, 1, (int) n)));
  }

  private static UtxoEvidence outputsAt(long height) {
    ChainId bitcoin = BitcoinChain.BITCOIN.id();
    return new UtxoEvidence(
        new AccountRef(bitcoin, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        new BlockRef(bitcoin, HASH),
        height,
        new Timestamp(Instant.EPOCH),
        List.of());
  }

  private static TokenRule ruleOf(long bits) {
    return new TokenRule(Set.of(HASH), SOLIDITY, HASH, (int) bits, Optional.empty());
  }

  private static EvmAddress address(int last) {
    byte[] bytes = new byte[EvmAddress.BYTES];
    bytes[EvmAddress.BYTES - 1] = (byte) last;
    return new EvmAddress(Octets.of(bytes));
  }

  @MethodSource("limits")
  @ParameterizedTest
  void whatALimitAllows_isAllowed_andNoMore(Limit limit) {
    assertDoesNotThrow(() -> limit.made.apply(limit.least));
    assertDoesNotThrow(() -> limit.made.apply(limit.most));
    assertThrows(IllegalArgumentException.class, () -> limit.made.apply(limit.least - 1));
    assertThrows(IllegalArgumentException.class, () -> limit.made.apply(limit.most + 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 64})
  void aProofOfConsistency_hasAtMost64Hashes(int hashes) {
    assertDoesNotThrow(() -> new EarlierCheckpoint(7, HASH, Collections.nCopies(hashes, HASH)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new EarlierCheckpoint(7, HASH, Collections.nCopies(65, HASH)));
  }
}
