package dev.solvent.attest.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.log.ProofVerdict.Accepted;
import dev.solvent.attest.log.ProofVerdict.Reason;
import dev.solvent.attest.log.ProofVerdict.Rejected;
import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@code docs/spec/log.md} sections 7 and 8, against the slow reference. */
final class LogProofsTest {
  private static final int MOST = 300;
  private static final List<byte[]> ENTRIES = SlowLog.entries(0, MOST + 1);
  private static final ProofBuilder BUILDER = new ProofBuilder(SlowLog.source(ENTRIES));
  private static final List<Hash> ROOTS = roots();

  private static List<Hash> roots() {
    List<Hash> roots = new ArrayList<>();
    for (int n = 0; n <= MOST; n++) {
      try {
        roots.add(BUILDER.root(n));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return roots;
  }

  private static ProofVerdict inclusion(long index, long size, List<Hash> path) {
    Hash leaf = LogHasher.leaf(ENTRIES.get((int) index));
    return LogInclusion.check(leaf, index, path, size, ROOTS.get((int) size));
  }

  private static ProofVerdict consistency(int old, int size, List<Hash> proof) {
    return LogConsistency.check(old, ROOTS.get(old), size, ROOTS.get(size), proof);
  }

  private static Reason reason(ProofVerdict verdict) {
    return assertInstanceOf(Rejected.class, verdict).reason();
  }

  /** Every root, and of small sizes and some larger ones every proof, word for word. */
  @Test
  void builder_givesWhatTheReferenceGives() throws IOException {
    for (int n = 0; n <= MOST; n++) {
      List<byte[]> d = ENTRIES.subList(0, n);
      assertEquals(SlowLog.root(d), ROOTS.get(n));
      boolean all = n <= 40;
      for (int m = 0; m < n; m += all ? 1 : 37) {
        assertEquals(SlowLog.path(m, d), BUILDER.inclusion(m, n));
        assertEquals(m == 0 ? List.of() : SlowLog.proof(m, d), BUILDER.consistency(m, n));
      }
    }
  }

  /** All sizes up to 300 and all indexes: accepted; longer, shorter or elsewhere: refused. */
  @Test
  void inclusion_ofAllSizes() throws IOException {
    for (int n = 1; n <= MOST; n++) {
      for (int m = 0; m < n; m++) {
        List<Hash> path = BUILDER.inclusion(m, n);
        assertEquals(new Accepted(), inclusion(m, n, path));
        Reason elsewhere = reason(inclusion(m == 0 ? n : m - 1, n, path));
        assertEquals(true, m == 0 ? elsewhere == Reason.OUT_OF_RANGE : elsewhere != null);
        List<Hash> longer = new ArrayList<>(path);
        longer.add(ROOTS.get(1));
        assertEquals(Reason.OTHER_LENGTH, reason(inclusion(m, n, longer)));
        if (!path.isEmpty()) {
          List<Hash> shorter = path.subList(0, path.size() - 1);
          assertEquals(Reason.OTHER_LENGTH, reason(inclusion(m, n, shorter)));
        }
      }
    }
  }

  @Test
  void consistency_ofAllSizes() throws IOException {
    for (int n = 0; n <= MOST; n++) {
      for (int m = 0; m <= n; m++) {
        List<Hash> proof = BUILDER.consistency(m, n);
        assertEquals(new Accepted(), consistency(m, n, proof));
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(ROOTS.get(1));
        assertEquals(Reason.OTHER_LENGTH, reason(consistency(m, n, longer)));
        if (!proof.isEmpty()) {
          List<Hash> shorter = proof.subList(0, proof.size() - 1);
          assertEquals(Reason.OTHER_LENGTH, reason(consistency(m, n, shorter)));
          assertEquals(Reason.OUT_OF_RANGE, reason(consistency(n, m, proof)));
        }
      }
    }
  }

  /** One bit of one hash, of the leaf or of a root. */
  @Test
  void everyFlippedBit_isRefused() throws IOException {
    SplittableRandom random = new SplittableRandom(6962);
    for (int round = 0; round < 60; round++) {
      int n = 2 + random.nextInt(MOST - 1);
      int m = 1 + random.nextInt(n - 1);
      List<Hash> path = BUILDER.inclusion(m, n);
      List<Hash> proof = BUILDER.consistency(m, n);
      for (int bit = 0; bit < 256; bit += round == 0 ? 1 : 31) {
        for (int i = 0; i < path.size(); i++) {
          assertEquals(Reason.OTHER_ROOT, reason(inclusion(m, n, flipped(path, i, bit))));
        }
        for (int i = 0; i < proof.size(); i++) {
          assertInstanceOf(Rejected.class, consistency(m, n, flipped(proof, i, bit)));
        }
        assertInstanceOf(
            Rejected.class,
            LogConsistency.check(m, flipped(ROOTS.get(m), bit), n, ROOTS.get(n), proof));
        assertEquals(
            Reason.OTHER_ROOT,
            reason(LogConsistency.check(m, ROOTS.get(m), n, flipped(ROOTS.get(n), bit), proof)));
        Hash leaf = flipped(LogHasher.leaf(ENTRIES.get(m)), bit);
        assertEquals(Reason.OTHER_ROOT, reason(LogInclusion.check(leaf, m, path, n, ROOTS.get(n))));
      }
    }
  }

  private static List<Hash> flipped(List<Hash> hashes, int i, int bit) {
    List<Hash> flipped = new ArrayList<>(hashes);
    flipped.set(i, flipped(hashes.get(i), bit));
    return flipped;
  }

  private static Hash flipped(Hash hash, int bit) {
    byte[] bytes = hash.toBytes();
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return Hash.of(bytes);
  }

  @Test
  void sizesNearTheEndOfLong_areNoTrap() {
    long most = Long.MAX_VALUE;
    Hash root = ROOTS.get(1);
    assertEquals(
        "0 hashes, want 63",
        assertInstanceOf(Rejected.class, LogInclusion.check(root, 0, List.of(), most, root))
            .detail());
    assertEquals(
        Reason.OUT_OF_RANGE, reason(LogInclusion.check(root, most, List.of(), most, root)));
    assertEquals(Reason.OUT_OF_RANGE, reason(LogInclusion.check(root, -1, List.of(), 1, root)));
    assertEquals(
        Reason.OTHER_LENGTH, reason(LogConsistency.check(most - 1, root, most, root, List.of())));
    assertEquals(
        Reason.OTHER_LENGTH, reason(LogConsistency.check(1L << 62, root, most, root, List.of())));
    assertEquals(Reason.OUT_OF_RANGE, reason(LogConsistency.check(-1, root, 1, root, List.of())));
  }

  @Test
  void builder_refusesWhatDoesNotExist() {
    assertThrows(IllegalArgumentException.class, () -> BUILDER.inclusion(3, 3));
    assertThrows(IllegalArgumentException.class, () -> BUILDER.inclusion(-1, 3));
    assertThrows(IllegalArgumentException.class, () -> BUILDER.consistency(4, 3));
    assertThrows(IllegalArgumentException.class, () -> BUILDER.consistency(-1, 3));
  }
}
